import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { assemble, centeredBasis } from "../../../generators/components.ts";
import { haar } from "../../../generators/haar.ts";
import { combine } from "../../../linalg/elementwise.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { boundOf, participation } from "../../../suites/joint-checks/bound.ts";

const [cka, nbs] = await Promise.all(["cka-linear", "nbs"].map(metricById));
const context = { random: randomFrom("bound") };

/** 20×5 with variances i^−decay, near `near` if there is one. */
function sample(seed: number, decay: number, near?: Matrix): Matrix {
  const random = randomFrom("bound", seed);
  const lambda = Array.from({ length: 5 }, (_, i) => (i + 1) ** -decay);
  const values = assemble(centeredBasis(20, 5, random), lambda, haar(5, 5, random.child("axes")));
  return near === undefined ? values : combine(1, near, 0.3, values);
}

describe("boundOf", () => {
  it("holds for all pairs, and the square's limits hold with it", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.nat(1e6),
        fc.double({ min: 0, max: 4, noNaN: true }),
        fc.boolean(),
        (a, b, decay, near) => {
          const values = sample(a, decay);
          const x = representation(values);
          const y = representation(sample(b, 4 - decay, near ? values : undefined));
          const bound = boundOf("nbs", "cka-linear", x)!;
          const point = [nbs!.compare(x, y, context), cka!.compare(x, y, context)] as const;
          expect(bound.excess(point, y)).toBeLessThanOrEqual(1e-12);
          const { low, high } = bound.at(point[0]);
          expect(point[1]).toBeGreaterThanOrEqual(low - 1e-12);
          expect(point[1]).toBeLessThanOrEqual(high + 1e-12);
        },
      ),
    );
  });

  it("is met by one component from the one side and by equal variances from the other", () => {
    const one = representation(sample(1, 60));
    expect(participation(one)).toBeCloseTo(1, 10);
    expect(boundOf("nbs", "cka-linear", one)!.excess([1, 1], one)).toBeCloseTo(0, 10);
    const flat = representation(sample(2, 0));
    expect(participation(flat)).toBeCloseTo(5, 10);
    expect(boundOf("nbs", "cka-linear", flat)!.excess([1, 1], flat)).toBeCloseTo(0, 10);
  });

  it("is broken by a pair of scores that no representations have", () => {
    const flat = representation(sample(3, 0));
    expect(boundOf("nbs", "cka-linear", flat)!.excess([0.2, 0.9], flat)).toBeGreaterThan(0.1);
    expect(boundOf("nbs", "cka-linear", flat)!.excess([1, 0.1], flat)).toBeGreaterThan(0.1);
  });

  it("goes by the cosine of the angle, and is not known for other pairs", () => {
    const x = representation(sample(4, 1));
    const [angle, cosine] = ["procrustes-angular", "nbs"].map((id) => boundOf(id, "cka-linear", x)!);
    const score = 1 - (2 / Math.PI) * Math.acos(0.6);
    expect(angle!.at(score).high).toBeCloseTo(cosine!.at(0.6).high, 12);
    expect(boundOf("linear-regression", "cka-linear", x)).toBeUndefined();
    expect(boundOf("nbs", "linear-regression", x)).toBeUndefined();
  });
});
