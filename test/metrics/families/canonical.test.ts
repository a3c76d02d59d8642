import { describe, expect, it } from "vitest";
import { sum } from "../../../linalg/elementwise.ts";
import { overCorrelations } from "../../../metrics/families/canonical.ts";
import { representation } from "../../../representation/create.ts";
import { canonicalCorrelations } from "../../../representation/spectral.ts";
import { gaussian } from "../../support/data.ts";

const n = 12;
const of = (p: number, name: string): ReturnType<typeof representation> =>
  representation(gaussian(n, p, name));
const constant = representation({ rows: n, cols: 2, data: new Float64Array(2 * n).fill(0.1) });

describe("overCorrelations", () => {
  // Narrow, of the same width, spanning everything just and amply, and without variance.
  const [xs, ys] = [
    [of(3, "a"), of(11, "b"), constant, of(5, "c")],
    [of(4, "d"), constant, of(30, "e"), of(5, "f")],
  ];

  it("is one by one what it is for all pairs, the first time and again", () => {
    for (let time = 0; time < 2; time++) {
      for (const [left, right] of [
        [xs, ys],
        [xs, xs],
        [ys, xs],
      ] as const) {
        const all = overCorrelations(left, right, (rho) => sum(rho) + rho.length);
        left.forEach((x, i) => {
          right.forEach((y, j) => {
            const found = all.data[i * right.length + j]!;
            if (x === constant || y === constant) {
              expect(found).toBeNaN();
              return;
            }
            const rho = canonicalCorrelations(x, y);
            expect(found).toBeCloseTo(sum(rho) + rho.length, 10);
          });
        });
      }
    }
  });
});
