import { describe, expect, it } from "vitest";
import { endLabels } from "../../../reports/view/end-labels.ts";

describe("endLabels", () => {
  it("gives curves that end apart a label each, from top to bottom", () => {
    expect(
      endLabels([
        { label: "X", y: 50 },
        { label: "Y", y: 10 },
      ]),
    ).toEqual([
      { label: "Y", y: 10 },
      { label: "X", y: 50 },
    ]);
  });

  it("gives curves that end together one label, in the order given", () => {
    expect(
      endLabels([
        { label: "X", y: 12 },
        { label: "Y", y: 10 },
        { label: "XY", y: 60 },
      ]),
    ).toEqual([
      { label: "X Y", y: 11 },
      { label: "XY", y: 60 },
    ]);
  });

  it("has none without curves", () => expect(endLabels([])).toEqual([]));
});
