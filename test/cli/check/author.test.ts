import { describe, expect, it } from "vitest";
import { metricOf, requireAuthorMetric, type AuthorMetric } from "../../../cli/check/author.ts";
import { EtalonError } from "../../../core/errors.ts";
import { Undefined } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import { representation } from "../../../representation/create.ts";
import { thrownBy } from "../../io/support/faults.ts";

const good: AuthorMetric = {
  id: "first-unit",
  direction: "similarity",
  range: [0, 1],
  symmetric: true,
  invariances: ["orthogonal"],
  compare: (x) => x.values[0]!,
};
const without = (field: keyof AuthorMetric): unknown =>
  Object.fromEntries(Object.entries(good).filter(([name]) => name !== field));
const context = { random: randomFrom(1) };
const X = representation(randomFrom(2).gaussianMatrix(5, 3));

describe("requireAuthorMetric", () => {
  it.each(["id", "direction", "range", "symmetric", "invariances", "compare"] as const)(
    "says that %s is missing and what to add",
    async (field) => {
      const fault = (await thrownBy(() => requireAuthorMetric(without(field), "m.ts"))) as EtalonError;
      expect(fault).toBeInstanceOf(EtalonError);
      expect(fault.code).toBe("check/bad-metric");
      expect(fault.message).toContain(`m.ts: the metric has no "${field}"; add ${field}`);
      expect(fault.message).not.toContain("\n");
    },
  );

  it.each([
    [undefined, "must export a metric by default (got no default export)"],
    [[good], "must export a metric by default"],
    [{ ...good, id: "First Unit" }, '"id" must be lower-case words'],
    [{ ...good, direction: "up" }, `"direction" must be "similarity" or "distance" (got 'up')`],
    [{ ...good, range: [1, 0] }, '"range" must be the smallest and the largest value (got [ 1, 0 ])'],
    [{ ...good, symmetric: "yes" }, `"symmetric" must be true or false (got 'yes')`],
    [{ ...good, invariances: ["rotation"] }, '"invariances" must be a list out of permutation'],
    [{ ...good, invariances: { x: ["orthogonal"] } }, '"invariances" must be'],
    [{ ...good, compare: 3 }, '"compare" must be a function'],
    [{ ...good, score: () => 3 }, 'a metric has "compare" or "score", not both'],
    [{ ...good, input: "centred" }, '"input" must be "raw" or "centered"'],
    [{ ...good, minimumRows: 0 }, '"minimumRows" must be an integer from 1 on (got 0)'],
    [{ ...good, axioms: "distance" }, '"axioms" must be'],
    [{ ...good, expectedFailures: { "axioms/holds/range": "" } }, '"expectedFailures" must be'],
    [{ ...good, symetric: true }, 'a metric has no field "symetric"; did you mean "symmetric"?'],
  ])("refuses %j", async (value, sentence) => {
    expect(String(await thrownBy(() => requireAuthorMetric(value, "m.ts")))).toContain(sentence);
  });

  it("takes what is complete as it is", () => expect(requireAuthorMetric(good, "m.ts")).toBe(good));
});

describe("metricOf", () => {
  it("gives the numbers row by row, the very ones, so that a change is noticed", async () => {
    let seen: unknown;
    const metric = await metricOf({ ...good, compare: (x) => ((seen = x), 0.5) });
    expect(metric.compare(X, X, context)).toBe(0.5);
    expect(seen).toEqual({ n: 5, p: 3, values: X.values.data });
    expect((seen as { values: unknown }).values).toBe(X.values.data);
  });

  it("adds what a declaration implies, on the sides for which it is made", async () => {
    expect((await metricOf(good)).invariances.y).toEqual([
      "permutation",
      "sign-flip",
      "orthogonal",
      "row-permutation",
    ]);
    const { x, y } = (await metricOf({ ...good, invariances: { x: ["sign-flip"], y: [] } })).invariances;
    expect([x, y]).toEqual([["sign-flip", "row-permutation"], ["row-permutation"]]);
  });

  it("has no value where the author gives a reason, and draws seeded numbers", async () => {
    const silent = await metricOf({ ...good, compare: (_x, _y, { noValue }) => noValue("too dull") });
    expect(() => silent.compare(X, X, context)).toThrow(new Undefined("too dull"));
    const drawn = await metricOf({ ...good, compare: (_x, _y, { random }) => random.uniform() });
    expect(drawn.compare(X, X, { random: randomFrom(9) })).toBe(randomFrom(9).uniform());
  });

  it("takes a score in tensors for the code, with its gradient", async () => {
    const metric = await metricOf({
      ...(without("compare") as AuthorMetric),
      score: (_tf, _x, y, { nuclearNorm }) => nuclearNorm(y),
    });
    expect([metric.differentiable, metric.precision]).toEqual([true, "float32"]);
    expect(metric.gradient!(X, X)).toMatchObject({ rows: 5, cols: 3 });
  });
});
