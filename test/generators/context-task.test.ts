import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import contextTask, { TASK_VARIABLES } from "../../generators/context-task.ts";
import { backend } from "../../linalg/index.ts";
import { at } from "../../core/matrix.ts";
import { column, correlation } from "./support.ts";

const [p, steps] = [12, 6];
const quiet = contextTask.generate({ p, steps, noise: 0 }, randomFrom("task"));

describe("context-task", () => {
  it("has a row for each of 72 conditions and each step", () => {
    expect(quiet.representations[0]!.n).toBe(72 * steps);
    expect([...quiet.truth.condition.subarray(steps - 1, steps + 1)]).toEqual([0, 1]);
    expect([...quiet.truth.step.subarray(steps - 1, steps + 1)]).toEqual([steps - 1, 0]);
  });

  it("ends each trial with the choice that the attended evidence demands", () => {
    const { variables, step } = quiet.truth;
    for (let i = 0; i < variables.rows; i++) {
      if (step[i] !== steps - 1) continue;
      const [motion, colour, context, choice] = [0, 1, 2, 3].map((k) => at(variables, i, k));
      expect(choice).toBe(Math.sign(context! < 0 ? motion! : colour!));
    }
  });

  it("carries each variable along its own axis and nothing outside the four axes", () => {
    const { values } = quiet.representations[0]!;
    const { axes, variables } = quiet.truth;
    const read = backend().multiply(values, axes);
    read.data.forEach((value, k) => expect(value).toBeCloseTo(Math.sqrt(p) * variables.data[k]!, 10));
    const inside = backend().multiply(read, axes, { transposeB: true });
    inside.data.forEach((value, k) => expect(value).toBeCloseTo(values.data[k]!, 10));
  });

  it("says how well each variable can be read out of noise: the squared correlation along its axis", () => {
    const { representations, truth } = contextTask.generate({ p, steps: 40, noise: 2 }, randomFrom("noisy"));
    const read = backend().multiply(representations[0]!.values, truth.axes);
    TASK_VARIABLES.forEach((name, k) => {
      const r = correlation(column(read, k), column(truth.variables, k));
      // 2,880 rows: the standard error of r is below 0.02.
      expect(Math.abs(r ** 2 - truth.decodable[name])).toBeLessThan(0.06);
      expect(truth.decodable[name]).toBeLessThan(0.95);
    });
  });
});
