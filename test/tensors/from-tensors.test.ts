import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import type { Metric } from "../../core/metric.ts";
import { randomFrom } from "../../core/random.ts";
import { subjectOf } from "../../engine/subject.ts";
import { ascend } from "../../generators/ascend/index.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { objectiveOf, scoreForm } from "../../suites/ascent-checks/score.ts";
import { fromTensors, tryEngine, ENGINES, type TensorEngine, type TensorScore } from "../../tensors/index.ts";
import { compare, gaussian, pairOf, times } from "../support/data.ts";
import { representation } from "../../representation/create.ts";
import { metric } from "../engine/support/metrics.ts";
import { SCORES } from "./scores.ts";

const found = await Promise.all(ENGINES.map((name) => tryEngine(name)));
const engines = found.filter((engine): engine is TensorEngine => typeof engine !== "string");
const context = { random: undefined as never };

/** ‖∂ − closed form‖ / ‖closed form‖ */
async function gradientError(id: string, engine: TensorEngine): Promise<number> {
  const [metric, tensors] = [await metricById(id), await fromTensors(SCORES[id]!, { engine })];
  const [x, y] = pairOf(1, { n: 24, p1: 5, p2: 4 });
  expect(tensors.compare(x, y, context)).toBeCloseTo(compare(metric, x, y), 5);
  const exact = metric.gradient!(x, y);
  return frobenius(combine(1, tensors.gradient(x, y), -1, exact)) / frobenius(exact);
}

describe.each(engines.map((engine) => [engine.name, engine] as const))(
  "a score in tensors, on %s",
  (_, engine) => {
    it.each(Object.keys(SCORES))(
      "has the value of %s and the gradient of its closed form to 1e-4",
      async (id) => {
        expect(await gradientError(id, engine)).toBeLessThan(1e-4);
      },
    );

    it("leaves no tensor behind, also where it throws", async () => {
      const [x, y] = pairOf(2);
      const { compare: ask, slope } = await fromTensors(SCORES["cca-mean"]!, { engine });
      const silent = await fromTensors((_tf, _x, _y, { noValue }) => noValue("too dull"), { engine });
      const count = (): number => engine.activate().memory().numTensors;
      ask(x, y, context);
      const before = count();
      ask(x, y, context);
      slope(x, y);
      expect(() => silent.compare(x, y, context)).toThrow("too dull");
      expect(() => silent.slope(x, y)).toThrow("too dull");
      expect(count()).toBe(before);
    });

    it.each([
      ["cka-linear", 0.9],
      ["nbs", 0.9],
      // Shrinkage keeps R² of ridge well below 1.
      ["ridge", 0.6],
    ])("ascends %s as its closed form does", async (id, target) => {
      const [exact, tensors] = [await metricById(id), await fromTensors(SCORES[id]!, { engine })];
      const [x] = pairOf(7, { n: 30, p1: 6, latents: 4 });
      const start = gaussian(30, 6, "tensor-ascent");
      const climb = async (of: Metric): Promise<{ scores: number[]; y: Matrix }> => {
        const subject = subjectOf(of, randomFrom("tensor-ascent"));
        const scores: number[] = [];
        const { end, y } = await ascend(start, objectiveOf(subject, x, scoreForm(subject)!), {
          target,
          observe: (_step, score) => void scores.push(score),
        });
        expect(end).toBe("target");
        return { scores, y };
      };
      const own = metric(`tensor-${id}`, tensors.compare, { ...tensors, range: [0, 1] });
      const [found, wanted] = [await climb(own), await climb(exact)];
      expect(found.scores[0]!).toBeLessThan(0.6);
      expect(found.scores).toHaveLength(wanted.scores.length);
      found.scores.forEach((score, step) =>
        expect(Math.abs(score - wanted.scores[step]!)).toBeLessThan(1e-4),
      );
      // What was reached in float32 is what the closed form says of the same Y in float64.
      expect(compare(exact, x, representation(found.y))).toBeCloseTo(found.scores.at(-1)!, 5);
    });

    it("gives the value of compare and the same gradient from slope", async () => {
      const [x, y] = pairOf(3);
      const metric = await fromTensors(SCORES["nbs"]!, { engine });
      const { value, gradient } = metric.slope(x, y);
      expect(value).toBe(metric.compare(x, y, context));
      expect(gradient).toEqual(metric.gradient(x, y));
    });
  },
);

const [engine] = engines;

describe("what a score gets and returns", () => {
  it("says what computed it", async () => {
    const metric = await fromTensors(SCORES["nbs"]!);
    expect(metric.engine).toBe(engine!.description);
    expect(metric.engine).toMatch(/^tfjs.* 4\.\d+\.\d+, float32$/);
    expect([metric.precision, metric.differentiable]).toEqual(["float32", true]);
  });

  it("is centred in float64 on request: means of 1e9 and scales of 1e60 cost no digit", async () => {
    const [x, y] = pairOf(4);
    const far = representation({
      ...y.values,
      data: y.values.data.map((v, k) => 1e60 * (v + 1e9 * (k % y.p))),
    });
    const metric = await fromTensors(SCORES["cka-linear"]!, { input: "centered" });
    const exact = await metricById("cka-linear");
    expect(metric.compare(x, far, context)).toBeCloseTo(compare(exact, x, y), 5);
    const expected = exact.gradient!(x, y);
    const moved = metric.gradient(x, far);
    const error = combine(1e60, moved, -1, expected);
    expect(frobenius(error) / frobenius(expected)).toBeLessThan(1e-4);
  });

  it("has no value outside the range of float32", async () => {
    const [x, y] = pairOf(5);
    const metric = await fromTensors(SCORES["cka-linear"]!);
    expect(() => metric.compare(x, times(y, 1e39), context)).toThrow("Y is outside the range of float32");
    expect(() => metric.compare(times(x, 1e-60), y, context)).toThrow("X is outside the range of float32");
  });

  it.each<[string, TensorScore, RegExp]>([
    ["a number", (() => 3) as unknown as TensorScore, /one element \(got number\)/],
    ["a promise", (() => Promise.resolve()) as unknown as TensorScore, /got a promise/],
    ["a matrix", (_tf, x) => x, /got a tensor of shape \[30, 5\]/],
    [
      "a vector for a matrix",
      (_tf, x, _y, { qr }) => qr(x.reshape([-1])).q,
      /qr: the argument must be a matrix/,
    ],
    ["no square", (_tf, x, y, { solve }) => solve(x, y), /solve: the matrix must be square/],
  ])("refuses %s", async (_what, score, sentence) => {
    const [x, y] = pairOf(6);
    const metric = await fromTensors(score);
    expect(() => metric.compare(x, y, context)).toThrow(sentence);
  });

  it("has no value where a decomposition has none", async () => {
    const x = representation(gaussian(9, 2, "x"));
    const doubled = representation({
      rows: 9,
      cols: 2,
      data: x.values.data.map((_v, k) => x.values.data[k - (k % 2)]!),
    });
    const metric = await fromTensors((_tf, _x, y, { qr }) => qr(y).r.reshape([-1]).reshape([2, 2]));
    expect(() => metric.compare(x, doubled, context)).toThrow("the matrix of a QR decomposition is singular");
  });
});
