import { describe, expect, it } from "vitest";
import type { TableOptions } from "../../../io/csv/options.ts";
import { tableBuilder, type Table } from "../../../io/csv/table.ts";

function build(rows: readonly string[], options: TableOptions = {}): Table {
  const builder = tableBuilder(options, "a.csv");
  rows.forEach((row, k) => builder.add({ cells: row.split(","), line: k + 1 }));
  return builder.end();
}

describe("tableBuilder", () => {
  it.each<[string[], TableOptions, number[], number, string[] | undefined]>([
    [["1,2", "3,4"], {}, [1, 2, 3, 4], 2, undefined],
    [["a,b", "3,4"], {}, [3, 4], 2, undefined],
    [["id,a,b", "x,1,2", "y,3,4"], {}, [1, 2, 3, 4], 2, ["x", "y"]],
    [["x,1,2"], {}, [1, 2], 2, ["x"]],
    [["1,x,2", "3,y,4"], { idColumn: 2 }, [1, 2, 3, 4], 2, ["x", "y"]],
    [["7"], {}, [7], 1, undefined],
    [["nan,1"], {}, [NaN, 1], 2, undefined],
  ])("%j", (rows, options, data, cols, ids) => {
    expect(build(rows, options)).toEqual({
      rows: data.length / cols,
      cols,
      data: Float64Array.from(data),
      ids,
    });
  });

  it("grows", () => {
    const { rows, data } = build(Array.from({ length: 5000 }, (_, k) => `${k},${-k}`));
    expect([rows, data.length, data[9998], data[9999]]).toEqual([5000, 10_000, 4999, -4999]);
  });

  it.each<[string[], TableOptions, string]>([
    [
      ["1,2", "3"],
      {},
      "a.csv: line 2 has another number of cells than line 1 (got 1 instead of 2); give every row as many cells",
    ],
    [["a,b", "1,2,3"], {}, "line 2 has another number of cells"],
    [["1,2", "3,x"], {}, 'line 2, column 2 holds no number (got "x")'],
    [["a,1,b", "x,1,2"], {}, 'line 1, column 3 holds no number (got "b")'],
    [[], {}, "holds no row of numbers (got no text); give a row for each stimulus"],
    [["a,b"], {}, "holds no row of numbers (got only names of columns)"],
    [["1", "2"], { idColumn: 1 }, "has no column of numbers"],
  ])("refuses %j", (rows, options, message) => {
    expect(() => build(rows, options)).toThrow(message);
  });
});
