import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { representation } from "../../representation/create.ts";
import { exponents, medianSquared, type KernelSpec } from "../../representation/kernel-matrix.ts";
import { distances } from "../../representation/distances.ts";
import { fromArray, gaussian, times } from "../support/data.ts";

const tOf = (x: Representation, spec: KernelSpec): Float64Array => {
  const found = exponents(x, spec);
  if ("reason" in found) throw new Error(found.reason);
  return found.t.data;
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

describe("exponents", () => {
  it("of a Gaussian kernel are d²/(2σ²), with the 2 that a package leaves out", () => {
    expect(tOf(line, { kernel: "rbf", width: { sigma: 2 } })[1]).toBeCloseTo(1 / 8, 14);
    expect(tOf(line, { kernel: "rbf", width: { times: 0.5, median: "off" } })[2]).toBeCloseTo(
      16 / (2 * 0.25 * 9),
      13,
    );
    expect(tOf(line, { kernel: "rbf", width: { times: 0.5, median: "all" } })[2]).toBeCloseTo(
      16 / (2 * 0.25),
      13,
    );
  });

  it("of a Laplace kernel are d/σ", () => {
    expect(tOf(line, { kernel: "laplace", width: { sigma: 2 } })[2]).toBeCloseTo(2, 14);
    expect(tOf(line, { kernel: "laplace", width: { times: 2, median: "off" } })[2]).toBeCloseTo(4 / 6, 14);
  });

  it("have the slope that they say", () => {
    const x = representation(gaussian(5, 2, "slope"));
    const d2 = distances(x).squared.data[1]!;
    for (const kernel of ["rbf", "laplace"] as const) {
      const found = exponents(x, { kernel, width: { sigma: 1.3 } });
      if ("reason" in found) throw new Error(found.reason);
      const t = found.t.data[1]!;
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
    expect(tOf(x, { kernel: "rbf", width: { sigma: 1 } })[4]).toBeCloseTo(0.5, 14);
  });

  it("are finite at any scale and width", () => {
    const x = representation(gaussian(5, 2, "scale"));
    for (const factor of [1e150, 1e-150]) {
      for (const sigma of [1e-200, 1, 1e200]) {
        for (const kernel of ["rbf", "laplace"] as const) {
          const t = tOf(times(x, factor), { kernel, width: { sigma } });
          expect(t.every(Number.isFinite)).toBe(true);
          expect(t[1]).toBeGreaterThan(0);
        }
      }
    }
  });
});
