import { describe, expect, it } from "vitest";
import { cknna } from "../../../metrics/families/cknna.ts";
import { addToRows } from "../../../linalg/elementwise.ts";
import { representation } from "../../../representation/create.ts";
import { fromArray, pairOf } from "../../support/data.ts";

describe("cknna", () => {
  it("by hand: four points on a line with one neighbour each", () => {
    // X: −3 −1 1 3, largest products (0,1) 3, (1,0) 3, (2,3) 3, (3,2) 3. Y: −3 −1 3 1 has the same neighbours.
    const [x, y] = [fromArray([[-3], [-1], [1], [3]]), fromArray([[-3], [-1], [3], [1]])];
    const params = { k: 1, gram: "centered", hsic: "plain" } as const;
    expect(cknna(x, y, params)).toBeCloseTo(1, 14);
    // −3 1 3 −1: neighbours (0,3), (1,2), (2,1), (3,0): none shared.
    expect(cknna(x, fromArray([[-3], [1], [3], [-1]]), params)).toBe(0);
    // −4 −2 0 6: (0,1) 8; (1,0) 8; (2, ties at 0: index 0); (3, 2). Shared: (0,1), (1,0), (3,2) with products 3·8 twice, 3·0.
    const value = cknna(x, fromArray([[-4], [-2], [0], [6]]), params);
    expect(value).toBeCloseTo((2 * 3 * 8) / Math.sqrt(4 * 9 * (64 + 64)), 13);
  });

  it("sees the mean only when the Gram matrix is raw", () => {
    const [x, y] = pairOf(3, { n: 12, p1: 3, p2: 3 });
    const moved = representation(addToRows(y.values, [5, 0, -5]));
    const of = (gram: "centered" | "raw"): number =>
      Math.abs(cknna(x, y, { k: 4, gram, hsic: "plain" }) - cknna(x, moved, { k: 4, gram, hsic: "plain" }));
    expect(of("centered")).toBeLessThan(1e-12);
    expect(of("raw")).toBeGreaterThan(1e-3);
  });
});
