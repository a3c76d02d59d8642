import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitCells } from "../../../io/csv/cells.ts";

describe("splitCells", () => {
  it.each<[string, ReturnType<typeof splitCells>]>([
    ["a,b", ["a", "b"]],
    ["", [""]],
    [",", ["", ""]],
    [" 1 ,\t2 ", ["1", "2"]],
    ['"a,b",c', ["a,b", "c"]],
    ['"a""b"', ['a"b']],
    ['""', [""]],
    ['"""",x', ['"', "x"]],
    [' " a " , "b" ', [" a ", "b"]],
    ['a,"b\nc"', ["a", "b\nc"]],
    ['a,"b', "open"],
    ['a,"b""', "open"],
    ['"', "open"],
    ['a,b"c', { problem: "has a quote inside a cell that is not quoted", column: 2 }],
    ['"a"b,c', { problem: "has text after a closing quote", column: 1 }],
    ['"a" "b"', { problem: "has text after a closing quote", column: 1 }],
  ])("%j", (row, cells) => {
    expect(splitCells(row, ",")).toEqual(cells);
  });

  it("gives back what was quoted by the rules, with either delimiter", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.constantFrom(",", "\t"), (cells, delimiter) => {
        const row = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter);
        expect(splitCells(row, delimiter)).toEqual(cells);
      }),
    );
  });
});
