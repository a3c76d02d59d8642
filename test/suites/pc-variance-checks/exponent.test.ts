import { describe, expect, it } from "vitest";
import { powerLaw } from "../../../suites/pc-variance-checks/exponent.ts";
import { SPECTRUM_NAMES } from "../../../suites/pc-variance-checks/spectra.ts";
import { cellOf, weighted } from "./cells.ts";

describe("powerLaw", () => {
  it.each([0, 0.5, 1, 2, 3])("recovers an exponent of %s from spectra with constants of their own", (b) => {
    const cells = SPECTRUM_NAMES.map((name) =>
      cellOf(
        name,
        weighted((lambda) => lambda ** b),
      ),
    );
    const fit = powerLaw(cells)!;
    expect(fit.exponent).toBeCloseTo(b, 12);
    expect(fit.scatter).toBeLessThan(1e-6);
    expect(fit.measurable).toBe(1);
  });

  it("leaves out what costs nothing, and gives up when that is most", () => {
    const cut = (least: number): ReturnType<typeof powerLaw> =>
      powerLaw([
        cellOf(
          "measured",
          weighted((lambda) => (lambda >= least ? lambda : 0)),
        ),
      ]);
    expect(cut(10)).toMatchObject({ measurable: 8 / 12 });
    expect(cut(10)!.exponent).toBeCloseTo(1, 12);
    expect(cut(30)).toBeUndefined();
  });

  it("learns nothing from a flat spectrum", () => {
    expect(
      powerLaw([
        cellOf(
          "flat",
          weighted(() => 1),
        ),
      ]),
    ).toBeUndefined();
  });
});
