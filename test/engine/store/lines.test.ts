import { describe, expect, it } from "vitest";
import { cellId, type CellRecord } from "../../../core/cell.ts";
import { parseCells } from "../../../engine/store/lines.ts";
import { header, record } from "../support/records.ts";

const text = (...lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");
const parse = (content: string): ReturnType<typeof parseCells> => parseCells(Buffer.from(content));

describe("parseCells", () => {
  it("gives back the header and every record", () => {
    const content = text(header, record(0), record(1, "Umläute: ä"));
    expect(parse(content)).toEqual({
      header,
      records: [record(0), record(1, "Umläute: ä")],
      wholeBytes: Buffer.byteLength(content),
      damaged: 0,
    });
  });

  it("ends at the last line feed, counted in bytes", () => {
    const whole = text(header, record(0, "ä"));
    expect(parse(`${whole}{"cell":"12`)).toMatchObject({ wholeBytes: Buffer.byteLength(whole), damaged: 0 });
    expect(parse(whole + JSON.stringify(record(1))).records).toEqual([record(0, "ä")]);
  });

  it("finds no header in an empty file, a torn first line, other JSON or another version", () => {
    for (const content of [
      "",
      JSON.stringify(header),
      "{}\n",
      "[1,2]\n",
      "text\n",
      text({ ...header, schema: "x" }),
    ]) {
      expect(parse(content).header).toBeUndefined();
    }
  });

  it("passes over lines that are no record, or that are not what their id says", () => {
    const forged: CellRecord = { ...record(1), cell: cellId(record(2).spec) };
    const wrong = { ...record(3), outcome: { status: "ok", value: null } };
    const stored = parse(`${text(header, record(0))}nonsense\n\n${text(forged, wrong, record(4))}`);
    expect(stored.records).toEqual([record(0), record(4)]);
    expect(stored.damaged).toBe(4);
  });
});
