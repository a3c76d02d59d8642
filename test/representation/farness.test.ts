import { describe, expect, it } from "vitest";
import { farness, offerAll, rowsOfFarness, type Farness } from "../../representation/farness.ts";
import { openShortlists } from "../../representation/shortlists.ts";
import { gaussian } from "../support/data.ts";

// More rows than are multiplied at a time, the last a hundred millionth away from the first.
const points = gaussian(230, 4, "farness");
for (let c = 0; c < 4; c++) points.data[229 * 4 + c] = points.data[c]! * (1 + 1e-8);

const EXACT: Readonly<Record<Farness["of"], (a: number, b: number) => number>> = {
  "squared distances": (a, b) => (a - b) ** 2,
  "inner products": (a, b) => -a * b,
};

const far = (of: Farness["of"], i: number, j: number): number =>
  [0, 1, 2, 3].reduce((s, c) => s + EXACT[of](points.data[i * 4 + c]!, points.data[j * 4 + c]!), 0);

describe.each(["squared distances", "inner products"] as const)("farness by %s", (of) => {
  const field = farness(points, of);

  it("is right to rounding in whole rows, also where it is all but zero", () => {
    const wanted = [229, 0, 113];
    const seen: number[] = [];
    for (const [i, row] of rowsOfFarness(field, wanted)) {
      seen.push(i);
      for (let j = 0; j < 230; j++) {
        if (j !== i) expect(row[j]! / far(of, i, j)).toBeCloseTo(1, 10);
      }
    }
    expect(seen).toEqual(wanted);
  });

  it("offers every pair to both rows where it may be wanted", () => {
    const lists = openShortlists(230, 3, { own: new Float64Array(230), share: 0 });
    offerAll(field, lists);
    for (let i = 0; i < 230; i++) {
      const others = Array.from({ length: 230 }, (_, j) => j).filter((j) => j !== i);
      const nearest = others.toSorted((a, b) => far(of, i, a) - far(of, i, b)).slice(0, 3);
      expect([...lists.who.subarray(i * lists.room, i * lists.room + 3)]).toEqual(nearest);
    }
  });
});
