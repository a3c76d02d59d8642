import { fault } from "../fault.ts";
import { splitCells } from "./cells.ts";

/** One row of a table: its cells as text. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** The line of the file on which it begins, counted from 1. */
  readonly line: number;
}

/** Takes text as it comes, in pieces of any length. */
export interface RecordReader {
  readonly push: (text: string) => void;
  /** Says that there is no more text. */
  readonly end: () => void;
}

/** No quoted name is longer; without a limit, one forgotten quote would take in the whole file. */
const LONGEST_QUOTED = 100_000;

/** A million columns of numbers take less; a file without any line end is no table. */
const LONGEST_LINE = 2 ** 26;

/**
 * Splits text into rows. Lines end with CR, LF or both. Lines at the top that begin with `#` are skipped, and so are
 * empty lines at the end.
 *
 * @param accept is called with each row as soon as it is complete.
 * @throws EtalonError `io/csv-quote` for a quote within a cell, text after a closing quote, or one that is never closed;
 * `io/csv-row` for an empty line before a row; `io/csv-cell` for a line of more than 64 MiB.
 */
export function recordReader(
  delimiter: string,
  file: string,
  accept: (record: CsvRecord) => void,
): RecordReader {
  let [line, blankLine] = [0, 0];
  let rest = "";
  let seen = false;
  /** The row of an open quote, and the line on which it began. */
  let open: { readonly text: string; readonly line: number } | undefined;

  const failQuote = (problem: string, got: string): never => {
    throw fault("io/csv-quote", file, problem, {
      got,
      remedy: "quote the whole cell, and double the quotes in it",
    });
  };

  const takeRow = (text: string, start: number): void => {
    const cells = splitCells(text, delimiter);
    if (cells === "open") {
      if (text.length > LONGEST_QUOTED) failQuote("has a quote that is not closed", `line ${start}`);
      open = { text, line: start };
    } else if ("problem" in cells) {
      failQuote(cells.problem, `line ${start}, column ${cells.column}`);
    } else {
      open = undefined;
      seen = true;
      accept({ cells, line: start });
    }
  };

  const takeLine = (text: string): void => {
    line++;
    if (open !== undefined) {
      takeRow(`${open.text}\n${text}`, open.line);
    } else if (text.trim() === "") {
      blankLine ||= line;
    } else if (seen || !text.startsWith("#")) {
      if (blankLine > 0) {
        const remedy = "remove it, or fill it in if a row is missing";
        throw fault("io/csv-row", file, "has an empty line before a row", {
          got: `line ${blankLine}`,
          remedy,
        });
      }
      takeRow(text, line);
    }
  };

  return {
    push: (text) => {
      const all = rest + text;
      // A line feed may follow in the next piece.
      const held = all.endsWith("\r") ? "\r" : "";
      const lines = all.slice(0, all.length - held.length).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? "") + held;
      lines.forEach(takeLine);
      if (rest.length > LONGEST_LINE) {
        const remedy = "check that it is a text file";
        throw fault("io/csv-cell", file, "has a line of impossible length", {
          got: `line ${line + 1}`,
          remedy,
        });
      }
    },
    end: () => {
      if (rest !== "" && rest !== "\r") takeLine(rest.replace(/\r$/, ""));
      if (open !== undefined) failQuote("has a quote that is not closed", `line ${open.line}`);
    },
  };
}
