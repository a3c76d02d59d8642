import { describe, expect, it } from "vitest";
import { metricById } from "../../../metrics/registry/index.ts";
import { FORMS } from "../../../metrics/registry/forms.ts";
import { compare, fromArray, pairOf } from "../../support/data.ts";
import { expectMetricGradient } from "../../support/gradient-cases.ts";

describe("forms", () => {
  it("are what their formula says of the score", async () => {
    const [x, y] = pairOf(1);
    const s = compare(await metricById("nbs"), x, y);
    const of = async (form: string): Promise<number> => compare(await metricById(`nbs@${form}`), x, y);
    expect(await of("angular")).toBeCloseTo(Math.acos(s), 14);
    expect(await of("angular-score")).toBeCloseTo(1 - (2 * Math.acos(s)) / Math.PI, 14);
    expect(await of("squared")).toBeCloseTo(s * s, 14);
    expect(await of("one-minus")).toBeCloseTo(1 - s, 14);
    expect(await of("chordal")).toBeCloseTo(Math.sqrt(2 - 2 * s), 14);
    expect(await of("chordal-squared")).toBeCloseTo(2 - 2 * s, 14);
    expect(await of("negative-log")).toBeCloseTo(-Math.log(s), 14);
  });

  it("agree with the named metrics", async () => {
    const [x, y] = pairOf(2);
    for (const [form, named] of [
      ["cka-linear@angular", "cka-angular"],
      ["nbs@angular", "procrustes-angular"],
      ["nbs@chordal", "procrustes"],
    ] as const) {
      expect(compare(await metricById(form), x, y)).toBeCloseTo(compare(await metricById(named), x, y), 12);
    }
  });

  it("stay inside their range, also at identity, where an unclamped arccos would be NaN", async () => {
    for (const form of Object.keys(FORMS)) {
      for (const base of ["cka-linear", "nbs", "cca-mean", "cka-debiased"]) {
        const metric = await metricById(`${base}@${form}`);
        for (let seed = 0; seed < 5; seed++) {
          const [x, y] = pairOf(seed);
          for (const value of [
            compare(metric, x, x),
            base === "cka-debiased" ? metric.range[0] : compare(metric, x, y),
          ]) {
            expect(value).toBeGreaterThanOrEqual(metric.range[0]);
            expect(value).toBeLessThanOrEqual(metric.range[1]);
          }
        }
      }
    }
  });

  it("say why there is no logarithm of a score that is not positive", async () => {
    const metric = await metricById("correlation-match-hard@negative-log");
    const x = fromArray([[1], [2], [4]]);
    const y = fromArray([[-1], [-2], [-4]]);
    expect(() => compare(metric, x, y)).toThrow(/logarithm of a score of -(1|0.99)/);
  });

  it("carry the gradient of the score by the chain rule, where it has one", async () => {
    for (const form of Object.keys(FORMS)) {
      await expectMetricGradient(`cka-linear@${form}`);
      await expectMetricGradient(`rsa-correlation-cosine@${form}`);
      const [smooth, ranks] = await Promise.all(
        [`cka-linear@${form}`, `rsa-correlation-spearman@${form}`].map((id) => metricById(id)),
      );
      // What is prepared for a score's own ascent is not the slope of its form.
      expect(["slope" in smooth!, "ascent" in smooth!]).toEqual([false, false]);
      expect([smooth!.differentiable, ranks!.differentiable, "gradient" in ranks!]).toEqual([
        true,
        false,
        false,
      ]);
    }
  });

  it("have no gradient where they have no value", async () => {
    const metric = await metricById("rsa-squared-euclidean-pearson@negative-log");
    const x = fromArray([[0], [1], [4]]);
    const y = fromArray([[0], [3], [0.5]]);
    expect(() => compare(metric, x, y)).toThrow(/logarithm of a score/);
    expect(() => metric.gradient!(x, y)).toThrow(/logarithm of a score/);
  });
});
