import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { matrix } from "../../core/matrix.ts";
import { combine } from "../../linalg/elementwise.ts";
import { centeredBasis } from "../../generators/components.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, pairOf } from "../support/data.ts";

describe("pwcca", () => {
  it("weights each canonical correlation by Σ|⟨h, xⱼ⟩|: worked out for units along the canonical variables", async () => {
    const basis = centeredBasis(30, 4, randomFrom("pwcca"));
    const column = (j: number, size: number): ReturnType<typeof matrix> =>
      matrix(
        30,
        1,
        Float64Array.from({ length: 30 }, (_, i) => size * basis.data[4 * i + j]!),
      );
    const [a, b] = [3, 0.5];
    const join = (
      p: ReturnType<typeof matrix>,
      q: ReturnType<typeof matrix>,
    ): ReturnType<typeof representation> =>
      representation(
        matrix(
          30,
          2,
          Float64Array.from({ length: 60 }, (_, k) => (k % 2 === 0 ? p : q).data[k >> 1]!),
        ),
      );
    const x = join(column(0, a), column(1, b));
    const y = join(
      combine(0.9, column(0, 1), Math.sqrt(1 - 0.81), column(2, 1)),
      combine(0.2, column(1, 1), Math.sqrt(0.96), column(3, 1)),
    );
    expect(compare(await metricById("pwcca"), x, y)).toBeCloseTo((a * 0.9 + b * 0.2) / (a + b), 12);
    expect(compare(await metricById("pwcca-weights-y"), x, y)).toBeCloseTo((0.9 + 0.2) / 2, 12);
  });

  it("swaps its sides with the weights", async () => {
    const [x, y] = pairOf(8);
    expect(compare(await metricById("pwcca-weights-y"), x, y)).toBe(compare(await metricById("pwcca"), y, x));
  });
});
