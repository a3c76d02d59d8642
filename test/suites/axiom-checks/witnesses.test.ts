import { describe, expect, it } from "vitest";
import type { Metric } from "../../../core/metric.ts";
import { randomFrom } from "../../../core/random.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { randomTriple, WITNESSES } from "../../../suites/axiom-checks/witnesses.ts";
import { compare } from "../../support/data.ts";

const N = 9;
const random = randomFrom("witnesses");

/** d(X,Y), d(Y,Z), d(X,Z) of the known witness. */
const union = async (id: string): Promise<readonly [number, number, number]> => {
  const metric: Metric = await metricById(id);
  const [x, y, z] = WITNESSES["union of orthogonal units"]!(N, random);
  return [compare(metric, x, y), compare(metric, y, z), compare(metric, x, z)];
};

describe("the union of orthogonal units", () => {
  it("is at 1/√2 from each for CKA and NBS, which are orthogonal to each other", async () => {
    for (const id of ["cka-linear", "nbs"]) {
      const [xy, yz, xz] = await union(id);
      expect(xy).toBeCloseTo(Math.SQRT1_2, 12);
      expect(yz).toBeCloseTo(Math.SQRT1_2, 12);
      expect(xz).toBeCloseTo(0, 12);
    }
  });

  it("is just in between by angle, and a short cut by squared Procrustes distance", async () => {
    for (const id of ["cka-angular", "procrustes-angular"]) {
      const [xy, yz, xz] = await union(id);
      expect(xy + yz).toBeCloseTo(Math.PI / 2, 12);
      expect(xz).toBeCloseTo(Math.PI / 2, 12);
    }
    const [xy, yz, xz] = await union("procrustes-squared");
    expect(xz).toBeCloseTo(2, 12);
    expect(xy + yz).toBeCloseTo(4 - 2 * Math.SQRT2, 12);
  });
});

describe("witnesses and random triples", () => {
  it("have the rows asked for, and one to three units", () => {
    for (const make of Object.values(WITNESSES)) {
      for (const { n } of make(N, random)) expect(n).toBe(N);
    }
    const widths = Array.from({ length: 40 }, (_, k) => randomTriple(N, random.child(k)).map(({ p }) => p));
    expect(new Set(widths.flat())).toEqual(new Set([1, 2, 3]));
    const equal = widths.filter(([x, y, z]) => x === y && y === z).length;
    // Half by design and a ninth of the others by chance: 22 of 40.
    expect(equal).toBeGreaterThan(12);
    expect(equal).toBeLessThan(32);
  });
});
