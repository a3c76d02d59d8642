import { describe, expect, it } from "vitest";
import { readHeading, type Heading } from "../../../io/csv/heading.ts";
import type { TableOptions } from "../../../io/csv/options.ts";

const heading = (first: string, second?: string, options: TableOptions = {}): Heading =>
  readHeading(
    { cells: first.split(","), line: 1 },
    second === undefined ? undefined : { cells: second.split(","), line: 2 },
    options,
    "a.csv",
  );

describe("readHeading", () => {
  it.each<[string, string | undefined, boolean, number | undefined]>([
    ["0.5,1", "2,3", false, undefined],
    ["u1,u2", "2,3", true, undefined],
    ["u1", "2", true, undefined],
    ["5", "2", false, undefined],
    ["cat,1,2", "dog,3,4", false, 0],
    ["name,u1", "cat,3", true, 0],
    ["file,u1", "cat,3", true, 0],
    // A column of numbers that is called a name for names.
    ["id,u1", "7,3", true, 0],
    ["Index,u1", "7,3", true, 0],
    // pandas: an index without a name, and columns that count.
    [",0,1,2", "0,.5,.5,.5", true, 0],
    [",0", "0,.5", true, 0],
    // Two numbers that happen to count are numbers.
    ["0,1", "2,3", false, undefined],
    ["0,1,3", "2,3,4", false, undefined],
    ["nan,inf", "1,2", false, undefined],
    ["a,b", undefined, true, 0],
  ])("%j, %j: names %s, names of rows in %s", (first, second, header, idColumn) => {
    expect(heading(first, second)).toEqual({ header, idColumn });
  });

  it("takes numbers in another notation for no names: they are refused where they are read", () => {
    for (const cell of ["1,000", "-0,5", "1,234,567.5", "2,5e-3"]) {
      const [first, second] = [cell, "7"].map((start, k) => ({ cells: [start, "2"], line: k + 1 }));
      expect(readHeading(first!, second, {}, "a.tsv")).toEqual({ header: false, idColumn: undefined });
    }
  });

  it("asks where a first row counts", () => {
    const message =
      "a.csv: line 1 counts, and may be names or numbers (got 0, 1, 2); choose --header or --no-header";
    expect(() => heading("0,1,2", "5,6,7")).toThrow(message);
    expect(() => heading("1,2,3", "5,6,7")).toThrow("counts");
    expect(heading("0,1,2", "5,6,7", { header: true })).toEqual({ header: true, idColumn: undefined });
    expect(heading("0,1,2", "5,6,7", { header: false })).toEqual({ header: false, idColumn: undefined });
  });

  it("does what is declared", () => {
    expect(heading("a,b,c", "1,2,3", { idColumn: "c" })).toEqual({ header: true, idColumn: 2 });
    expect(heading("1,2,5", "1,2,3", { idColumn: 3 })).toEqual({ header: false, idColumn: 2 });
    expect(heading("id,b", "x,2", { idColumn: false })).toEqual({ header: true, idColumn: undefined });
    expect(heading("a,b", "1,2", { header: false })).toEqual({ header: false, idColumn: 0 });
  });

  it.each<[TableOptions, string]>([
    [{ idColumn: "unit2" }, 'a.csv: has no such column of names (got unit2); did you mean "unit1"?'],
    [{ idColumn: "zebra stripes" }, "name one of its 2 columns, or its number from 1"],
    [{ idColumn: 0 }, "(got 0)"],
    [{ idColumn: 3 }, "(got 3)"],
    [{ idColumn: 1.5 }, "(got 1.5)"],
    [{ idColumn: "name", header: false }, "(got name)"],
  ])("refuses the column %j", (options, message) => {
    expect(() => heading("name,unit1", "a,1", options)).toThrow(message);
  });
});
