import { describe, expect, it } from "vitest";
import { ok, undefinedBecause } from "../../../core/outcome.ts";
import {
  bySpectrum,
  curves,
  dataSets,
  described,
  overSpectra,
} from "../../../suites/pc-variance-checks/aggregate.ts";
import { cellOf, weighted } from "./cells.ts";

const even = weighted(() => 1);
const cells = [cellOf("flat", even, 0), cellOf("measured", even, 0), cellOf("flat", even, 3)];
/** 1 and 2 in the first data set, 10 in the second. */
const numbers = new Map(cells.map((cell, k) => [cell, [1, 2, 10][k]!]));

describe("numbers of cells", () => {
  it("are grouped by data set, averaged over spectra within one", () => {
    expect(dataSets(cells).map(({ length }) => length)).toEqual([2, 1]);
    expect(overSpectra(cells, (cell) => numbers.get(cell))).toEqual([1.5, 10]);
    expect(overSpectra(cells, () => undefined)).toEqual([undefined, undefined]);
  });

  it("are averaged over data sets by spectrum", () => {
    expect(bySpectrum(cells, (cell) => numbers.get(cell))).toEqual({ flat: 5.5, measured: 2 });
  });

  it("of every answer make a curve a spectrum", () => {
    const { curves: lines } = curves(
      cells,
      "replace",
      (_cell, { question }) => question.which,
      ({ question, loss }) => (question.which === 0 ? undefined : loss),
      { x: "which", y: "loss" },
    ) as unknown as { curves: { name: string; x: number[]; y: number[] }[] };
    expect(lines.map(({ name }) => name)).toEqual(["flat", "measured"]);
    expect(lines[0]!.x).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const loss of lines[0]!.y) expect(loss).toBeCloseTo(1 / 12, 12);
  });
});

describe("described", () => {
  const common = { id: "id", title: "title", unit: "", why: "why", detail: 1, cells: 4 } as const;

  it("is the mean over the data sets that have a number", () => {
    const finding = described({ ...common, perSet: [1, undefined, 3], note: "note" });
    expect(finding.outcome).toEqual(ok(2));
    expect(finding.note).toBe("note");
    // t = 12.7062 for one degree of freedom, standard error 1.
    expect(finding.interval!.high - 2).toBeCloseTo(12.7062, 4);
  });

  it("has no value, and no note about one, without any", () => {
    const finding = described({ ...common, perSet: [undefined], note: "note" });
    expect(finding.outcome).toEqual(undefinedBecause("why"));
    expect(finding.note).toBeUndefined();
  });
});
