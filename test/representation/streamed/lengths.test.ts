import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import { inner } from "../../../linalg/elementwise.ts";
import { centeredScaled } from "../../../representation/centered.ts";
import { representation } from "../../../representation/create.ts";
import { lengthsOf, sketchOf } from "../../../representation/sketch.ts";
import { gaussian } from "../../support/data.ts";
import { KEEPINGS, streamed } from "../../support/streams.ts";

/** ‖xᵢ‖² of the centred rows. */
function squares(x: Matrix): number[] {
  const { matrix: xc, scale } = centeredScaled(representation(x));
  return Array.from({ length: x.rows }, (_, i) => {
    const row = xc.data.subarray(i * x.cols, (i + 1) * x.cols);
    return inner(row, row) * scale * scale;
  });
}

/** With a large mean, and a column that is constant but for rounding. */
function far(n: number, p: number, seed: string): Matrix {
  const { data, ...sides } = gaussian(n, p, seed);
  return {
    ...sides,
    data: data.map((value, k) => (k % p === 0 ? 1e17 / 3 : 1e6 + value)),
  };
}

describe("lengths of rows", () => {
  it.each(KEEPINGS)("have the products that the centred rows have (%s)", (keeping) => {
    const sides = [gaussian(70, 5, "a"), far(70, 4, "b"), matrix(70, 2)];
    const sketches = streamed(sides, [10, 11, 50], keeping).map((made) => sketchOf(made)!);
    for (const [s, x] of sides.entries()) {
      for (const [t, y] of sides.entries()) {
        const expected = squares(x).reduce((sum, value, i) => sum + value * squares(y)[i]!, 0);
        const unit = (sketches[s]!.scale * sketches[t]!.scale) ** 2;
        const found = inner(lengthsOf(sketches[s]!), lengthsOf(sketches[t]!)) * unit;
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-10 * expected);
      }
    }
  });
});
