import { describe, expect, it } from "vitest";
import {
  readAccuracy,
  readCurves,
  readDose,
  readIdentity,
  readVerdict,
} from "../../../reports/view/detail.ts";
import { makeFinding } from "../make.ts";

const ACCURACY = {
  perLayer: [1, 0],
  layers: ["a", "b"],
  confusion: [
    [1, 0],
    [1, 0],
  ],
  tied: 0,
  saturated: false,
};

describe("the readers of details", () => {
  it("read what the suites write, and let more fields be", () => {
    expect(
      readVerdict(makeFinding({ detail: { declared: true, measured: "sensitive", effect: 0.1, more: 1 } })),
    ).toMatchObject({
      declared: true,
      measured: "sensitive",
      effect: 0.1,
    });
    expect(readIdentity(makeFinding({ detail: { deviation: 0, tolerance: 1e-10, title: "t" } }))?.title).toBe(
      "t",
    );
    expect(readAccuracy(makeFinding({ detail: ACCURACY }))).toEqual(ACCURACY);
  });

  it("give undefined for anything else, so that the finding is shown as a plain value", () => {
    for (const detail of [undefined, "text", [], { declared: "yes" }]) {
      const finding = makeFinding(detail === undefined ? {} : { detail });
      for (const read of [readVerdict, readDose, readIdentity, readAccuracy])
        expect(read(finding)).toBeUndefined();
    }
  });

  it("read curves by name, and none of which the lengths differ", () => {
    const curves = [{ name: "flat", x: [1, 2], y: [3, 4] }];
    expect(readCurves(makeFinding({ detail: { x: "share", y: "loss", curves } }))).toEqual(curves);
    expect(
      readCurves(makeFinding({ detail: { curves: [{ name: "flat", x: [1], y: [] }] } })),
    ).toBeUndefined();
    expect(readCurves(makeFinding())).toBeUndefined();
  });

  it("refuse curves and matrices whose lengths do not agree", () => {
    const dose = { dose: [1, 2], effect: [0, 1], unit: "", label: "l" };
    expect(readDose(makeFinding({ detail: dose }))).toEqual(dose);
    expect(readDose(makeFinding({ detail: { ...dose, effect: [0] } }))).toBeUndefined();
    expect(readDose(makeFinding({ detail: { ...dose, dose: [1], effect: [0] } }))).toBeUndefined();
    expect(readAccuracy(makeFinding({ detail: { ...ACCURACY, perLayer: [1] } }))).toBeUndefined();
    expect(readAccuracy(makeFinding({ detail: { ...ACCURACY, confusion: [[1, 0], [1]] } }))).toBeUndefined();
  });
});
