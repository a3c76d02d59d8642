import { cellId, cellRecordSchema, type CellRecord } from "../../core/cell.ts";
import { headerSchema, type Header } from "./header.ts";

/** What a file of cells holds. */
export interface StoredCells {
  /** Undefined when the first line is no header. */
  readonly header: Header | undefined;
  readonly records: readonly CellRecord[];
  /** Bytes up to the end of the last whole line; what follows was torn off by a kill. */
  readonly wholeBytes: number;
  /** Whole lines that are no record of a cell, or whose id is not the hash of its specification. */
  readonly damaged: number;
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

function recordOf(line: string): CellRecord | undefined {
  const record = cellRecordSchema.safeParse(parse(line)).data;
  return record !== undefined && record.cell === cellId(record.spec) ? record : undefined;
}

/** Reads the content of `cells.jsonl`. A last line without its line feed is no line. */
export function parseCells(content: Buffer): StoredCells {
  const wholeBytes = content.lastIndexOf("\n") + 1;
  const [first, ...lines] = content.toString("utf8", 0, wholeBytes).split("\n").slice(0, -1);
  const header = first === undefined ? undefined : headerSchema.safeParse(parse(first)).data;
  const records = header === undefined ? [] : lines.map(recordOf);
  const whole = records.filter((record) => record !== undefined);
  return { header, records: whole, wholeBytes, damaged: records.length - whole.length };
}
