import { describe, expect, it } from "vitest";
import { combine, frobenius } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { alignedChord, normalizedBures } from "../../../metrics/families/procrustes.ts";
import { centered } from "../../../representation/centered.ts";
import { representation } from "../../../representation/create.ts";
import { gaussian, pairOf } from "../../support/data.ts";

describe("alignedChord", () => {
  it("is √(2 − 2cos), in either order of widths and where both are wider than there are rows", () => {
    for (const [p1, p2] of [
      [3, 5],
      [5, 3],
      [40, 30],
    ] as const) {
      const [x, y] = pairOf(1, { n: 20, p1, p2 });
      const cosine = normalizedBures(x, y);
      expect(alignedChord(cosine, x, y)).toBeCloseTo(Math.sqrt(2 - 2 * cosine), 14);
    }
  });

  it("keeps its digits near zero, whichever side is wider", () => {
    const x = representation(gaussian(20, 4, "x"));
    const turn = backend().qr(gaussian(6, 4, "turn")).q;
    const wide = backend().multiply(centered(x), turn, { transposeB: true });
    for (const size of [1e-7, 1e-11]) {
      const near = representation(combine(1, wide, size, gaussian(20, 6, "noise")));
      const noise = frobenius(gaussian(20, 6, "noise")) * (size / frobenius(centered(x)));
      for (const [a, b] of [
        [x, near],
        [near, x],
      ] as const) {
        const chord = alignedChord(normalizedBures(a, b), a, b);
        expect(chord).toBeGreaterThan(0.3 * noise);
        expect(chord).toBeLessThan(1.01 * noise);
      }
    }
  });
});
