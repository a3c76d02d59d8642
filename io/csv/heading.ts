import { fault } from "../fault.ts";
import { nearest } from "../../core/nearest.ts";
import { isMeantAsNumber as isNumber } from "./number.ts";
import type { TableOptions } from "./options.ts";
import type { CsvRecord } from "./records.ts";

/** What the first rows of a table tell. */
export interface Heading {
  /** Whether the first row holds names. */
  readonly header: boolean;
  /** The column of the rows' names, from 0. */
  readonly idColumn: number | undefined;
}

/** What a first column of names is called; pandas and R call it nothing. */
const ID_NAMES: ReadonlySet<string> = new Set([
  "",
  "id",
  "ids",
  "index",
  "name",
  "row",
  "stimulus",
  "image",
  "sample",
]);

const isIdName = (cell: string): boolean => ID_NAMES.has(cell.toLowerCase());

/** Whether cells count 0, 1, 2, … or 1, 2, 3, …, as names that a program made up do. */
const counts = (cells: readonly string[]): boolean =>
  cells.length > 2 && [0, 1].some((from) => cells.every((cell, k) => cell === String(from + k)));

function looksLikeHeader({ cells, line }: CsvRecord, file: string): boolean {
  const [first = ""] = cells;
  if (isNumber(first) && counts(cells)) {
    throw fault("io/csv-heading", file, `line ${line} counts, and may be names or numbers`, {
      got: cells.slice(0, 4).join(", "),
      remedy: "choose --header or --no-header",
    });
  }
  return isIdName(first) || !cells.some(isNumber);
}

function declaredColumn(wanted: string | number, first: CsvRecord, header: boolean, file: string): number {
  const { cells } = first;
  const at = typeof wanted === "number" ? wanted - 1 : header ? cells.indexOf(wanted) : -1;
  if (Number.isSafeInteger(at) && at >= 0 && at < cells.length) return at;
  const meant = typeof wanted === "string" && header ? nearest(wanted, cells) : undefined;
  throw fault("io/csv-columns", file, "has no such column of names", {
    got: String(wanted),
    remedy:
      meant === undefined
        ? `name one of its ${cells.length} columns, or its number from 1`
        : `did you mean "${meant}"?`,
  });
}

/**
 * Tells from the first two rows whether there are names of columns and of rows. A first row is names if none of its
 * cells is a number, or the first is what names are called (pandas writes `,0,1,2`); a first column is names if it
 * holds no number, or is called so.
 *
 * @throws EtalonError `io/csv-heading` where it could be either; `io/csv-columns` for a column that is not there.
 */
export function readHeading(
  first: CsvRecord,
  second: CsvRecord | undefined,
  options: TableOptions,
  file: string,
): Heading {
  const header = options.header ?? looksLikeHeader(first, file);
  if (options.idColumn === false) return { header, idColumn: undefined };
  if (options.idColumn !== undefined) {
    return { header, idColumn: declaredColumn(options.idColumn, first, header, file) };
  }
  const [name = ""] = first.cells;
  const [value = name] = header ? (second?.cells ?? []) : first.cells;
  const ids = first.cells.length > 1 && ((header && isIdName(name)) || !isNumber(value));
  return { header, idColumn: ids ? 0 : undefined };
}
