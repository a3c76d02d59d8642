import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import { Undefined } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import { subjectOf } from "../../../engine/subject.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { derivedBytes } from "../../../representation/derived.ts";
import { objectiveOf, Refused, scoreForm } from "../../../suites/ascent-checks/score.ts";

const random = randomFrom("score");
const x = representation(random.child("x").gaussianMatrix(20, 5));
const y = random.child("y").gaussianMatrix(20, 4);

async function subjectFor(id: string) {
  return subjectOf(await metricById(id), random);
}

describe("objectiveOf", () => {
  it.each(["cka-linear", "cka-angular", "nbs", "procrustes-angular", "procrustes", "linear-regression"])(
    "gives the score of %s and its rate of change",
    async (id) => {
      const subject = await subjectFor(id);
      const form = scoreForm(subject)!;
      const objective = objectiveOf(subject, x, form);
      const { score, gradient } = await objective(y);
      const compared = subject.compare(x, representation(y));
      expect(compared.status).toBe("ok");
      expect(score).toBeCloseTo(form.of((compared as { value: number }).value), 12);
      const way = random.child("way").gaussianMatrix(20, 4);
      const at = (t: number) => objective({ ...y, data: y.data.map((value, k) => value + t * way.data[k]!) });
      const rate = ((await at(1e-5)).score - (await at(-1e-5)).score) / 2e-5;
      const promised = way.data.reduce((sum, value, k) => sum + value * gradient.data[k]!, 0);
      expect(promised).toBeCloseTo(rate, 7);
    },
  );

  it.each(["nbs", "procrustes"])("keeps nothing of the Ys that it has left, %s", async (id) => {
    const objective = objectiveOf(await subjectFor(id), x, scoreForm(await subjectFor(id))!);
    await objective(y);
    const held = derivedBytes();
    for (let k = 0; k < 50; k++) await objective(random.child("many", k).gaussianMatrix(20, 4));
    expect(derivedBytes()).toBe(held);
  });

  it("writes the gradient to the memory that it is offered, and to its own where it is offered none", async () => {
    const subject = await subjectFor("procrustes-angular");
    const objective = objectiveOf(subject, x, scoreForm(subject)!);
    const into = matrix(20, 4);
    const offered = await objective(y, into);
    expect(offered.gradient).toBe(into);
    const kept = await objective(y);
    await objective(random.child("next").gaussianMatrix(20, 4));
    expect(kept.gradient).not.toBe(into);
    expect(kept).toEqual(offered);
  });

  it("tells a place without a value from a fault", async () => {
    const constant = { ...y, data: new Float64Array(80) };
    const subject = await subjectFor("nbs");
    await expect(objectiveOf(subject, x, scoreForm(subject)!)(constant)).rejects.toThrow(Undefined);
    const [plain, known] = [await metricById("procrustes"), await metricById("nbs")];
    for (const broken of [
      { ...plain, slope: () => ({ value: 0.5, gradient: { ...y, data: y.data.map(() => NaN) } }) },
      { ...known, ascent: () => (_y: Matrix, gradient: Matrix) => (gradient.data.fill(NaN), 0.5) },
    ]) {
      const asked = subjectOf(broken, random);
      await expect(objectiveOf(asked, x, scoreForm(asked)!)(y)).rejects.toThrow(Refused);
    }
  });
});

describe("scoreForm", () => {
  it("has none for a scale without a 1 at identity", async () => {
    expect(scoreForm(await subjectFor("hsic-linear"))).toBeUndefined();
    expect(scoreForm(await subjectFor("procrustes-angular"))!.of(0)).toBe(1);
  });
});
