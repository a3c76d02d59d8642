import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordReader, type CsvRecord } from "../../../io/csv/records.ts";
import { expectFault } from "../support/faults.ts";

function read(...pieces: string[]): CsvRecord[] {
  const records: CsvRecord[] = [];
  const reader = recordReader(",", "a.csv", (record) => records.push(record));
  pieces.forEach(reader.push);
  reader.end();
  return records;
}

describe("recordReader", () => {
  it.each<[string, [string, number][]]>([
    [
      "1,2\n3,4\n",
      [
        ["1|2", 1],
        ["3|4", 2],
      ],
    ],
    [
      "1,2\r\n3,4",
      [
        ["1|2", 1],
        ["3|4", 2],
      ],
    ],
    [
      "1,2\r3,4\r",
      [
        ["1|2", 1],
        ["3|4", 2],
      ],
    ],
    [
      "1\n2\n\n \n",
      [
        ["1", 1],
        ["2", 2],
      ],
    ],
    ['# one\n#two,"\n1,2', [["1|2", 3]]],
    [
      "a,b\n#3,4",
      [
        ["a|b", 1],
        ["#3|4", 2],
      ],
    ],
    [
      '"a\nb",2\n3,4',
      [
        ["a\nb|2", 1],
        ["3|4", 3],
      ],
    ],
    ["", []],
    ["\n\n", []],
  ])("%j", (text, wanted) => {
    expect(read(text).map(({ cells, line }) => [cells.join("|"), line])).toEqual(wanted);
  });

  it("gives the same however the text is cut", () => {
    const text = '# c\r\nid,"a ""b""",c\r\n1,2,3\r\n"x\r\ny",5,6\r\n';
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length })), (places) => {
        const cuts = [0, ...places.toSorted((a, b) => a - b), text.length];
        const pieces = cuts.slice(1).map((to, k) => text.slice(cuts[k], to));
        expect(read(...pieces)).toEqual(read(text));
      }),
    );
  });

  it.each([
    ["1,2\n\n3,4", "io/csv-row", "has an empty line before a row (got line 2); remove it"],
    ["\n1,2", "io/csv-row", "(got line 1)"],
    ['1,2\n3,a"b', "io/csv-quote", "has a quote inside a cell that is not quoted (got line 2, column 2)"],
    ['"a" b,2', "io/csv-quote", "has text after a closing quote (got line 1, column 1)"],
    ['1,2\n"a\nb\nc', "io/csv-quote", "has a quote that is not closed (got line 2)"],
    [`1\n"${"long\n".repeat(30_000)}`, "io/csv-quote", "has a quote that is not closed (got line 2)"],
    ["1".repeat(2 ** 26 + 1), "io/csv-cell", "has a line of impossible length (got line 1)"],
  ])("refuses what is wrong (%#)", async (text, code, message) => {
    await expectFault(() => read(text), "a.csv: ", code, message);
  });
});
