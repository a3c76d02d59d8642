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
 * Reads lines from bytes given in pieces. A last one without its line feed is no line.
 *
 * @param onLine Told of every line and the place of its first byte.
 * @returns Bytes up to the end of the last line, and in all.
 */
export function readLines(
  pieces: Iterable<Buffer>,
  onLine: (line: string, place: number) => void,
): Pick<StoredCells, "wholeBytes" | "bytes"> {
  let [wholeBytes, bytes] = [0, 0];
  let rest: Buffer[] = [];
  for (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(END); end >= 0; end = piece.indexOf(END, from)) {
      const line = piece.subarray(from, end);
      onLine((rest.length === 0 ? line : Buffer.concat([...rest, line])).toString("utf8"), wholeBytes);
      rest = [];
      from = end + 1;
      wholeBytes = bytes + from;
    }
    if (from < piece.length) rest.push(piece.subarray(from));
    bytes += piece.length;
  }
  return { wholeBytes, bytes };
}

/**
 * Reads the content of `cells.jsonl`, given in pieces. A last line without its line feed is no line.
 *
 * @param onRecord Told of every record, in the order of the file, and the place of its line's first byte.
 */
export function readCells(
  pieces: Iterable<Buffer>,
  onRecord: (record: CellRecord, place: number) => void,
): StoredCells {
  let header: Header | undefined;
  let lines = 0;
  const damaged: number[] = [];
  const sizes = readLines(pieces, (line, place) => {
    lines++;
    if (lines === 1) header = headerSchema.safeParse(parse(line)).data;
    if (lines === 1 || header === undefined) return;
    const record = recordOf(line);
    if (record === undefined) damaged.push(lines);
    else onRecord(record, place);
  });
  return { header, ...sizes, damaged };
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
