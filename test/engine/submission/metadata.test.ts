import { describe, expect, it } from "vitest";
import { infoOf, parseMetadata } from "../../../engine/submission/metadata.ts";

const LEAST = {
  id: "my-metric",
  direction: "distance",
  range: [0, "Infinity"],
  symmetric: true,
  invariances: ["orthogonal"],
};

describe("parseMetadata", () => {
  it("reads the five fields that must be there, and fills in the rest", () => {
    const info = infoOf(parseMetadata(LEAST), false);
    expect(info).toMatchObject({
      id: "my-metric",
      version: 1,
      range: [0, Infinity],
      minimumRows: 2,
      control: false,
    });
    // What a declaration implies belongs to it.
    expect(info.invariances.x).toEqual(
      expect.arrayContaining(["permutation", "sign-flip", "row-permutation"]),
    );
  });

  it.each([
    [{ ...LEAST, id: "My Metric" }, /"id" is missing or wrong \(got "My Metric"\)/],
    [{ ...LEAST, range: [1, 0] }, /"range" is missing or wrong/],
    [{ ...LEAST, invariances: ["rotation"] }, /"invariances".*it must be a list out of permutation/],
    [{ ...LEAST, direction: undefined }, /"direction" is missing or wrong \(got nothing\)/],
    [{ ...LEAST, symetric: true }, /no field "symetric"; did you mean "symmetric"\?/],
    [{ ...LEAST, control: true }, /no field "control"/],
    [null, /"metric" is missing or wrong/],
    ["text", /"metric" is missing or wrong/],
  ])("names what is wrong in %j", (given, message) => {
    expect(() => parseMetadata(given)).toThrow(message);
  });
});
