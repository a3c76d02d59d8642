import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import repeatedTrials from "../../../generators/repeated-trials.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { subjectOf } from "../../../engine/subject.ts";
import { representation } from "../../../representation/create.ts";
import { ceilingOf, unitHalves } from "../../../suites/thresholds-checks/ceiling.ts";

const random = randomFrom("ceiling");

describe("unitHalves", () => {
  it("shares the units out, each to one half, and keeps every row", () => {
    const x = representation(
      matrix(
        3,
        7,
        Float64Array.from({ length: 21 }, (_, k) => k),
      ),
    );
    const { source, pairs } = unitHalves(x, random);
    expect(source).toBe("random halves of the units");
    for (const [a, b] of pairs) {
      expect([a.n, a.p, b.n, b.p]).toEqual([3, 3, 3, 3]);
      const units = [...a.values.data.subarray(0, 3), ...b.values.data.subarray(0, 3)];
      expect(new Set(units).size).toBe(6);
      // Entry (i, j) is 7i + j.
      [...a.values.data].forEach((value, k) => expect(value).toBe(7 * Math.floor(k / 3) + units[k % 3]!));
    }
    expect(new Set(pairs.map(([a]) => a.values.data.subarray(0, 3).join(" "))).size).toBeGreaterThan(1);
  });
});

describe("ceilingOf", () => {
  it("of repeated trials is what noise leaves: the reliability q for NBS, q² for CKA", async () => {
    const params = { n: 4000, p: 6, trials: 2, noise: "gaussian", level: 0.7, modulation: 0 } as const;
    const { representations, truth } = repeatedTrials.generate(params, random.child("trials"));
    const repeats = {
      source: "repeated trials",
      pairs: [[representations[0]!, representations[1]!]],
    } as const;
    for (const id of ["nbs", "cka-linear"] as const) {
      const subject = subjectOf(await metricById(id), random);
      const found = await ceilingOf(subject, repeats, (value) => value);
      expect(found.status).toBe("ok");
      expect((found as { value: number }).value).toBeCloseTo(truth.ceiling[id], 1);
      expect(Math.abs((found as { value: number }).value - truth.ceiling[id])).toBeLessThan(0.02);
    }
  });

  it("has the reason where a half has no value", async () => {
    const flat = representation(matrix(5, 2));
    const subject = subjectOf(await metricById("nbs"), random);
    const found = await ceilingOf(subject, { source: "repeated trials", pairs: [[flat, flat]] }, (v) => v);
    expect(found.status).toBe("undefined");
  });
});
