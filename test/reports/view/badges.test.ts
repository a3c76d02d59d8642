import { describe, expect, it } from "vitest";
import { badgesOf } from "../../../reports/view/badges.ts";
import { makeMetric } from "../make.ts";

describe("badgesOf", () => {
  it("is empty for a metric about which nothing need be said", () =>
    expect(badgesOf(makeMetric())).toEqual([]));

  it("says everything that a reader must know, the caveats by their number: the metric's section has them", () => {
    const badges = badgesOf(
      makeMetric({ control: true, symmetric: false, usesCorrespondence: false, caveats: ["One.", "Two."] }),
    );
    expect(badges.map(({ text }) => text)).toEqual(["control", "asymmetric", "no row pairing", "2 caveats"]);
    expect(badges.at(-1)?.explanation).toBe("");
  });
});
