import { closeSync, openSync, readSync } from "node:fs";
import { cellId, cellRecordSchema, type CellRecord } from "../../core/cell.ts";
import { headerSchema, type Header } from "./header.ts";

/** What a file of cells holds besides its records. */
export interface StoredCells {
  /** Undefined when the first line is no header. */
  readonly header: Header | undefined;
  /** Bytes up to the end of the last whole line; what follows was torn off by a kill. */
  readonly wholeBytes: number;
  /** Bytes in all. */
  readonly bytes: number;
  /** Numbers of the whole lines, the header's being 1, that are no record of a cell, or whose id is not the hash of its
   * specification. */
  readonly damaged: readonly number[];
}

/** A line feed. */
const END = 10;

/** So much is read at once: a file of cells may be larger than any text that Node can hold. */
const CHUNK = 1 << 22;

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** The record in a line, if it is one and its id is right. Nothing in a file can make it throw. */
function recordOf(line: string): CellRecord | undefined {
  try {
    const record = cellRecordSchema.safeParse(parse(line)).data;
    return record !== undefined && record.cell === cellId(record.spec) ? record : undefined;
  } catch {
    // A value nested so deeply that the stack ends.
    return undefined;
  }
}

/**
 * Reads the content of `cells.jsonl`, given in pieces. A last line without its line feed is no line.
 *
 * @param onRecord Told of every record, in the order of the file.
 */
export function readCells(pieces: Iterable<Buffer>, onRecord: (record: CellRecord) => void): StoredCells {
  let header: Header | undefined;
  let [lines, wholeBytes, bytes] = [0, 0, 0];
  const damaged: number[] = [];
  let rest: Buffer[] = [];
  const take = (line: string): void => {
    lines++;
    if (lines === 1) header = headerSchema.safeParse(parse(line)).data;
    if (lines === 1 || header === undefined) return;
    const record = recordOf(line);
    if (record === undefined) damaged.push(lines);
    else onRecord(record);
  };
  for (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(END); end >= 0; end = piece.indexOf(END, from)) {
      take(Buffer.concat([...rest, piece.subarray(from, end)]).toString("utf8"));
      rest = [];
      from = end + 1;
      wholeBytes = bytes + from;
    }
    if (from < piece.length) rest.push(piece.subarray(from));
    bytes += piece.length;
  }
  return { header, wholeBytes, bytes, damaged };
}

/** The bytes of a file, a piece at a time; each piece is its reader's own. */
export function* piecesOf(file: string): Generator<Buffer> {
  const descriptor = openSync(file, "r");
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(CHUNK);
      const read = readSync(descriptor, piece);
      if (read === 0) return;
      yield piece.subarray(0, read);
    }
  } finally {
    closeSync(descriptor);
  }
}
