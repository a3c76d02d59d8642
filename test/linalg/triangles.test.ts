import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import {
  centredTriangle,
  exponentials,
  exponentialsMinusOne,
  multiples,
  squaredDistances,
  squareRoots,
  type Centring,
  type Step,
} from "../../linalg/triangles.ts";
import { onKernel, pull, push } from "../../linalg/portable/session.ts";

const random = randomFrom("test", "triangles");

/** What a step makes of numbers. */
const applied = (step: Step, values: readonly number[]): Float64Array =>
  onKernel("test", (session) => {
    const at = push(session, Float64Array.from(values));
    step(session.kernel, values.length, at * 8);
    return pull(session, at, values.length);
  });

/** How many numbers of float64 lie between two of one sign. */
function places(a: number, b: number): number {
  const [first, second] = new BigInt64Array(Float64Array.of(Math.abs(a), Math.abs(b)).buffer);
  return Math.abs(Number(first! - second!));
}

const exponents = fc.array(
  fc.oneof(
    fc.double({ min: -760, max: 0, noNaN: true }),
    fc.double({ min: -1, max: 0, noNaN: true }),
    fc.double({ min: -1.7e308, max: 0, noNaN: true }),
    fc.constantFrom(0, -0, -5e-324, -1e-300, -37, -40, -708.4, -744.5, -745.13, -745.14, -746, -1e4),
  ),
  { minLength: 1, maxLength: 9 },
);

describe("steps", () => {
  it("exponentials are those of Math.exp to its last place, subnormal ones too", () => {
    fc.assert(
      fc.property(exponents, (values) => {
        applied(exponentials(0, 1), values).forEach((value, k) => {
          expect(places(value, Math.exp(values[k]!))).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it("exponentialsMinusOne are those of Math.expm1 to its last place or two, small ones too", () => {
    fc.assert(
      fc.property(exponents, (values) => {
        applied(exponentialsMinusOne(1), values).forEach((value, k) => {
          expect(value).toBeLessThanOrEqual(0);
          expect(places(value, Math.expm1(values[k]!))).toBeLessThanOrEqual(2);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it("are exact where the result is", () => {
    expect([...applied(exponentialsMinusOne(-1), [0, 800, 1e300, 0, 50])]).toEqual([0, -1, -1, 0, -1]);
    expect([...applied(exponentials(-3, 1), [3, -800, 3])]).toEqual([1, 0, 1]);
    expect([...applied(squareRoots, [0, 4, 2e-308, 1e300, 2])]).toEqual(
      [0, 4, 2e-308, 1e300, 2].map(Math.sqrt),
    );
    expect([...applied(multiples(-3), [1, 0.5, 7])]).toEqual([-3, -1.5, -21]);
  });

  it("do not depend on where a number stands", () => {
    const values = Array.from({ length: 11 }, () => -5 * random.uniform());
    for (const step of [exponentialsMinusOne(1.3), exponentials(-1, 1.3)]) {
      const all = applied(step, values);
      values.forEach((value, k) => expect(applied(step, [value])[0]).toBe(all[k]));
    }
  });
});

/** Rows of a Gram matrix in blocks of some size. */
function blocksOf(points: Matrix, size: number): Parameters<typeof squaredDistances>[1] {
  const { rows: n, cols: p, data } = points;
  return (visit) => {
    for (let first = 0; first < n; first += size) {
      const end = Math.min(n, first + size);
      const block = matrix(end - first, end);
      for (let k = 0; k < block.data.length; k++) {
        const [i, j] = [first + Math.floor(k / end), k % end];
        for (let c = 0; c < p; c++) block.data[k]! += data[i * p + c]! * data[j * p + c]!;
      }
      visit(first, block);
    }
  };
}

describe("squaredDistances", () => {
  it.each([
    [1, 1],
    [2, 2],
    [7, 3],
    [40, 40],
    [301, 96],
  ])("are right for n = %i in blocks of %i, and ask for those that have lost digits", (n, size) => {
    const p = 3;
    const points = random.gaussianMatrix(n, p);
    const asked = new Set<string>();
    const share = 0.2;
    const found = squaredDistances(n, blocksOf(points, size), share, (i, j, sum) => {
      asked.add(`${i} ${j}`);
      return 1000 + sum;
    });
    const length = (i: number): number =>
      points.data.subarray(i * p, (i + 1) * p).reduce((total, value) => total + value ** 2, 0);
    let [least, most, k] = [Infinity, 0, 0];
    let [worst, misjudged] = [0, 0];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++, k++) {
        let wanted = 0;
        for (let c = 0; c < p; c++) wanted += (points.data[i * p + c]! - points.data[j * p + c]!) ** 2;
        const sum = length(i) + length(j);
        if (asked.has(`${i} ${j}`) !== wanted < share * sum) misjudged++;
        if (wanted < share * sum) wanted = 1000 + sum;
        worst = Math.max(worst, Math.abs(found.triangle[k]! - wanted) / (1 + wanted));
        [least, most] = [Math.min(least, found.triangle[k]!), Math.max(most, found.triangle[k]!)];
      }
    }
    expect(misjudged).toBe(0);
    expect(worst).toBeLessThan(1e-13);
    expect(found.triangle.length).toBe(k);
    expect([found.least, found.most]).toEqual([least, most]);
  });
});

/** The same by sums over the whole matrix. */
function byDefinition(triangle: Float64Array, n: number, centring: Centring): number[] {
  const a = (i: number, j: number): number =>
    i === j ? 0 : triangle[(Math.max(i, j) * (Math.max(i, j) - 1)) / 2 + Math.min(i, j)]!;
  const row = Array.from({ length: n }, (_, i) => {
    let total = 0;
    for (let j = 0; j < n; j++) total += a(i, j);
    return total;
  });
  const all = row.reduce((total, value) => total + value, 0);
  const [perRow, perMatrix] = centring === "unbiased" ? [n - 2, (n - 1) * (n - 2)] : [n, n * n];
  const result: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = a(i, j) - row[i]! / perRow - row[j]! / perRow + all / perMatrix;
      if (i !== j) result.push(Math.SQRT2 * value);
      else if (centring === "double") result.push(value);
    }
  }
  return result;
}

describe("centredTriangle", () => {
  it.each(["double", "double-hollow", "unbiased"] as const)("is by definition, %s", (centring) => {
    for (const n of [4, 5, 9, 182, 260]) {
      const triangle = random.gaussianMatrix(1, (n * (n - 1)) / 2).data;
      const given = triangle.slice();
      const found = centredTriangle(triangle, n, [], centring);
      const wanted = byDefinition(triangle, n, centring);
      expect(found.vector.length).toBe(wanted.length);
      found.vector.forEach((value, k) => {
        if (Math.abs(value - wanted[k]!) > 1e-13) expect([k, value]).toEqual([k, wanted[k]]);
      });
      const norm = Math.hypot(...wanted);
      expect(Math.abs(found.norm / norm - 1)).toBeLessThan(1e-13);
      expect(Math.abs(found.before / (Math.SQRT2 * Math.hypot(...triangle)) - 1)).toBeLessThan(1e-13);
      expect(triangle).toEqual(given);
    }
  });

  it("takes steps one after the other", () => {
    const triangle = Float64Array.of(4, 9, 16);
    const found = centredTriangle(triangle, 3, [squareRoots, multiples(10)], "double");
    const wanted = byDefinition(Float64Array.of(20, 30, 40), 3, "double");
    found.vector.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 13));
    expect([...triangle]).toEqual([4, 9, 16]);
  });

  it("of one row is its diagonal", () => {
    expect([...centredTriangle(new Float64Array(0), 1, [squareRoots], "double").vector]).toEqual([0]);
  });
});
