import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cellId, type CellRecord } from "../../../core/cell.ts";
import { piecesOf, readCells, type StoredCells } from "../../../engine/store/lines.ts";
import { temporaryFolders } from "../support/folder.ts";
import { header, record } from "../support/records.ts";

const newFolder = temporaryFolders();

const text = (...lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

/** What is in a content given in pieces of `size` bytes. */
function parse(content: string, size = Infinity): StoredCells & { readonly records: CellRecord[] } {
  const bytes = Buffer.from(content);
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += size) pieces.push(bytes.subarray(from, from + size));
  const records: CellRecord[] = [];
  return { ...readCells(pieces, (one) => records.push(one)), records };
}

describe("readCells", () => {
  it("gives back the header and every record", () => {
    const content = text(header, record(0), record(1, "Umläute: ä"));
    const bytes = Buffer.byteLength(content);
    // In pieces of any size, also such that split a letter of two bytes.
    for (const size of [1, 7, 64, bytes, Infinity]) {
      expect(parse(content, size)).toEqual({
        header,
        records: [record(0), record(1, "Umläute: ä")],
        wholeBytes: bytes,
        bytes,
        damaged: [],
      });
    }
  });

  it("says where each record's line begins, in bytes", () => {
    const content = text(header, record(0, "äöü"), record(1), record(2));
    const places: number[] = [];
    readCells([Buffer.from(content)], (_record, place) => places.push(place));
    const lines = [header, record(0, "äöü"), record(1)].map((line) => Buffer.byteLength(text(line)));
    expect(places).toEqual([lines[0], lines[0]! + lines[1]!, lines[0]! + lines[1]! + lines[2]!]);
  });

  it("ends at the last line feed, counted in bytes", () => {
    const whole = text(header, record(0, "ä"));
    expect(parse(`${whole}{"cell":"12`)).toMatchObject({ wholeBytes: Buffer.byteLength(whole), damaged: [] });
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
    expect(stored.damaged).toEqual([3, 4, 5, 6]);
  });

  it("takes a value that is nested without end for damage", () => {
    const line = JSON.stringify(record(0, "HERE")).replace('"HERE"', "[".repeat(1e5) + "]".repeat(1e5));
    expect(parse(`${text(header)}${line}\n`).damaged).toEqual([2]);
  });
});

describe("piecesOf", () => {
  it("gives a file that is larger than a piece in order", () => {
    const file = path.join(newFolder(), "cells.jsonl");
    const content = text(header, ...Array.from({ length: 20 }, (_, k) => record(k, "x".repeat(1 << 19))));
    writeFileSync(file, content);
    const pieces = [...piecesOf(file)];
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).equals(Buffer.from(content))).toBe(true);
  });
});
