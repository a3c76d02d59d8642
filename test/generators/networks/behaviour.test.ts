import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { behaviourOf, differenceOf } from "../../../generators/networks/behaviour.ts";

describe("behaviour", () => {
  const a = behaviourOf(
    fromRows([
      [Math.log(3), 0],
      [0, 1000],
    ]),
    [0, 1],
  );
  const b = behaviourOf(
    fromRows([
      [0, Math.log(3)],
      [0, 1000],
    ]),
    [0, 1],
  );

  it("is a softmax, the largest class and the share of right answers", () => {
    expect([...a.probabilities.data]).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0.25, 12), 0, 1]);
    expect([[...a.answers], a.accuracy]).toEqual([[0, 1], 1]);
    expect([[...b.answers], b.accuracy]).toEqual([[1, 1], 0.5]);
  });

  it("differs by accuracies, answers and the Jensen-Shannon divergence", () => {
    const found = differenceOf(a, b);
    // m = (½, ½): ¾·ln 1.5 + ¼·ln ½ for the first image, 0 for the second.
    const divergence = (0.75 * Math.log(1.5) + 0.25 * Math.log(0.5)) / 2;
    expect(found).toEqual({
      accuracy: 0.5,
      disagreement: 0.5,
      jensenShannon: expect.closeTo(divergence, 12) as number,
    });
    expect(differenceOf(b, a)).toEqual(found);
    expect(differenceOf(a, a)).toEqual({ accuracy: 0, disagreement: 0, jensenShannon: 0 });
  });

  it("is at most ln 2 apart, where nothing is shared", () => {
    const sure = [
      [1e4, 0],
      [0, 1e4],
    ].map((row) => behaviourOf(fromRows([row]), [0]));
    expect(differenceOf(sure[0]!, sure[1]!).jensenShannon).toBeCloseTo(Math.LN2, 12);
  });
});
