import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { representation } from "../../representation/create.ts";
import {
  exponents,
  medianSquared,
  middleSquared,
  type KernelSpec,
} from "../../representation/kernel-matrix.ts";
import { distances, distanceTriangle } from "../../representation/distances.ts";
import { fromArray, gaussian, times } from "../support/data.ts";

/** t of all pairs, row by row. */
const tOf = (x: Representation, spec: KernelSpec): Float64Array => {
  const found = exponents(x, spec);
  if ("reason" in found) throw new Error(found.reason);
  return distanceTriangle(x).values.map(found.of);
};

// Squared distances 1, 16, 9 between (0, 1, 4).
const line = fromArray([[0], [1], [4]]);

describe("medianSquared", () => {
  it("is over the pairs, or over all n² with the zeros", () => {
    const { scale } = distances(line);
    expect(medianSquared.off(line) * scale ** 2).toBeCloseTo(9, 13);
    // 0 0 0 1 1 9 9 16 16
    expect(medianSquared.all(line) * scale ** 2).toBeCloseTo(1, 13);
  });
});

describe("middleSquared", () => {
  it("is what lies in the middle of all values written out, zeros and both orders of a pair included", () => {
    for (const n of [2, 3, 4, 5, 6, 11, 12]) {
      for (const tied of [false, true]) {
        const values = gaussian(1, (n * (n - 1)) / 2, n).data.map((value) =>
          tied ? Math.round(value ** 2) : value ** 2,
        );
        const all = Float64Array.from([...Array<number>(n).fill(0), ...values, ...values]).sort();
        const off = values.slice().sort();
        for (const [sorted, over] of [
          [off, "off"],
          [all, "all"],
        ] as const) {
          const wanted = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
          expect([...middleSquared(values, n, over)]).toEqual(wanted);
        }
      }
    }
  });
});

describe("exponents", () => {
  it("of a Gaussian kernel are d²/(2σ²), with the 2 that a package leaves out", () => {
    expect(tOf(line, { kernel: "rbf", width: { sigma: 2 } })[0]).toBeCloseTo(1 / 8, 14);
    expect(tOf(line, { kernel: "rbf", width: { times: 0.5, median: "off" } })[1]).toBeCloseTo(
      16 / (2 * 0.25 * 9),
      13,
    );
    expect(tOf(line, { kernel: "rbf", width: { times: 0.5, median: "all" } })[1]).toBeCloseTo(
      16 / (2 * 0.25),
      13,
    );
  });

  it("of a Laplace kernel are d/σ", () => {
    expect(tOf(line, { kernel: "laplace", width: { sigma: 2 } })[1]).toBeCloseTo(2, 14);
    expect(tOf(line, { kernel: "laplace", width: { times: 2, median: "off" } })[1]).toBeCloseTo(4 / 6, 14);
  });

  it("have the slope that they say", () => {
    const x = representation(gaussian(5, 2, "slope"));
    const d2 = distances(x).squared.data[1]!;
    for (const kernel of ["rbf", "laplace"] as const) {
      const found = exponents(x, { kernel, width: { sigma: 1.3 } });
      if ("reason" in found) throw new Error(found.reason);
      const t = found.of(d2);
      // t is d² or √d² times a constant.
      const wanted = kernel === "rbf" ? t / d2 : t / (2 * d2);
      expect(found.slope(d2, t)).toBeCloseTo(wanted, 12);
    }
  });

  it("do not exist where the median distance is zero", () => {
    const x = fromArray([[0], [0], [0], [0], [1]]);
    expect(exponents(x, { kernel: "rbf", width: { times: 1, median: "off" } })).toMatchObject({
      reason: "has a median distance of zero",
    });
    expect(tOf(x, { kernel: "rbf", width: { sigma: 1 } })[6]).toBeCloseTo(0.5, 14);
  });

  it("are finite at any scale and width", () => {
    const x = representation(gaussian(5, 2, "scale"));
    for (const factor of [1e150, 1e110, 1e-110, 1e-150]) {
      for (const sigma of [1e-200, 1e-30, 1, 1e30, 1e200]) {
        for (const kernel of ["rbf", "laplace"] as const) {
          const t = tOf(times(x, factor), { kernel, width: { sigma } });
          expect(t.every(Number.isFinite)).toBe(true);
          expect(t[1]).toBeGreaterThan(0);
        }
      }
    }
  });
});
