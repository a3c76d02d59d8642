import { describe, expect, it } from "vitest";
import { shadesOf } from "../../../reports/layer-map/shade.ts";

const of = (direction: "similarity" | "distance", ...values: readonly number[]) =>
  shadesOf({ direction, entries: [values] });

describe("shadesOf", () => {
  it("is darkest where two layers are most alike, of a distance where it is smallest", () => {
    const [similarity, distance] = [of("similarity", 0.2, 0.4, 0.6), of("distance", 0.2, 0.4, 0.6)];
    expect([0.2, 0.4, 0.6].map(similarity.of)).toEqual([0, expect.closeTo(0.5), 1]);
    expect([0.2, 0.4, 0.6].map(distance.of)).toEqual([1, expect.closeTo(0.5), 0]);
    expect([similarity.ends, distance.ends]).toEqual([
      [0.2, 0.6],
      [0.6, 0.2],
    ]);
  });

  it("gives all values one shade where they are one, and has no ends where there are none", () => {
    expect(of("similarity", 3, 3).of(3)).toBe(1);
    expect(shadesOf({ direction: "distance", entries: [[{ status: "undefined", reason: "" }]] }).ends).toBe(
      undefined,
    );
  });

  it.each([
    [[0.2, 0.6], 0.2, "0.20"],
    [[0.9712, 0.9745], 0.9745, "0.9745"],
    [[-0.4, 0.5], -0.4, "−0.40"],
    [[12, 40], 12, "12.0"],
    [[100, 250], 250, "250"],
    [[1e8, 3e9], 3e9, "3.0e9"],
    [[1e-7, 2e-7], 2e-7, "2.0e−7"],
    [[0, 0], 0, "0.00"],
  ])("of %j writes %d as %s: enough decimals to tell them apart", (values, value, text) => {
    expect(of("similarity", ...values).text(value)).toBe(text);
  });
});
