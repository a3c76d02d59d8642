import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { frobenius } from "../../../linalg/elementwise.ts";
import { createAsker } from "../../../suites/axiom-checks/asker.ts";
import { CLEAR, searchNear } from "../../../suites/axiom-checks/search.ts";
import { measureTriple, relativeExcess, type Ruler } from "../../../suites/axiom-checks/triple.ts";
import { randomTriple } from "../../../suites/axiom-checks/witnesses.ts";
import { onLine, subject } from "./support.ts";

const rulerOf = (of: (x: Matrix, y: Matrix) => number): Ruler => ({
  asker: createAsker(subject(of)),
  distance: (value) => value,
  symmetric: true,
  size: 1,
});

async function searched(
  of: (x: Matrix, y: Matrix) => number,
  budget: number,
  seed = 0,
): Promise<{ before: number; after: number; asked: number }> {
  const random = randomFrom("search", seed);
  const ruler = rulerOf(of);
  const start = (await measureTriple(ruler, randomTriple(6, random.child("start"))))!;
  const first = ruler.asker.asked;
  const best = await searchNear(ruler, start, budget, random.child("steps"));
  return {
    before: relativeExcess(start, ruler),
    after: relativeExcess(best, ruler),
    asked: ruler.asker.asked - first,
  };
}

/** |x − y|ᵖ of all numbers of matrices cut to their first column. */
const inSpace =
  (power: number) =>
  (x: Matrix, y: Matrix): number => {
    const difference = Float64Array.from(
      { length: x.rows },
      (_, i) => x.data[i * x.cols]! - y.data[i * y.cols]!,
    );
    return frobenius({ rows: x.rows, cols: 1, data: difference }) ** power;
  };

describe("searchNear", () => {
  it("climbs to a violation where there is one that random triples miss", async () => {
    for (const seed of [1, 2, 3]) {
      const { before, after, asked } = await searched(inSpace(1.3), 1500, seed);
      expect(before).toBeLessThan(CLEAR);
      expect(after).toBeGreaterThanOrEqual(CLEAR);
      expect(asked).toBeLessThan(1500);
    }
  });

  it("finds none of a metric, and comes close to equality", async () => {
    const { after, asked } = await searched(inSpace(1), 1500);
    expect(after).toBeLessThan(1e-12);
    expect(after).toBeGreaterThan(-0.1);
    expect(asked).toBeLessThanOrEqual(1500);
    expect(asked).toBeGreaterThan(1497);
  });

  it("gives the same for the same seed, and keeps numbers bounded for measures with a scale", async () => {
    expect(await searched(inSpace(1), 300, 5)).toEqual(await searched(inSpace(1), 300, 5));
    let largest = 0;
    await searched((x, y) => {
      largest = Math.max(largest, frobenius(x) / Math.sqrt(x.data.length));
      // The larger, the better: nothing else holds it back.
      return onLine(1)(x, y) ** 0.5 + frobenius(x) + frobenius(y);
    }, 600);
    expect(largest).toBeLessThanOrEqual(10 + 1e-9);
  });
});
