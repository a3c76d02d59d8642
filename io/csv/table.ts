import { allocate } from "../binary/allocate.ts";
import { fault } from "../fault.ts";
import { readHeading, type Heading } from "./heading.ts";
import { requireNumber } from "./number.ts";
import type { TableOptions } from "./options.ts";
import type { CsvRecord } from "./records.ts";

/** The numbers of a table, row by row. */
export interface Table {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
  /** The names of the rows, where a column holds them. */
  readonly ids: readonly string[] | undefined;
}

/** Puts rows of text together to a table. */
export interface TableBuilder {
  /** @throws EtalonError `io/csv-…`. */
  readonly add: (record: CsvRecord) => void;
  /** @throws EtalonError `io/csv-empty`. */
  readonly end: () => Table;
}

/**
 * A builder that looks at the first two rows for names, and wants a number in every other cell and as many cells in
 * every row.
 *
 * @throws EtalonError `io/csv-row` for a row of another length, `io/csv-cell` for a cell that holds no number, each with
 * the line; `io/csv-heading`, `io/csv-columns`.
 */
export function tableBuilder(options: TableOptions, file: string): TableBuilder {
  let first: CsvRecord | undefined;
  let heading: Heading | undefined;
  let data = new Float64Array(1024);
  let [rows, cols, held] = [0, 0, 0];
  const ids: string[] = [];

  const addRow = ({ cells, line }: CsvRecord, { idColumn }: Heading): void => {
    if (held + cols > data.length) {
      const larger = allocate(Math.max(held + cols, data.length * 2), file);
      larger.set(data);
      data = larger;
    }
    cells.forEach((cell, column) => {
      if (column === idColumn) ids.push(cell);
      else data[held++] = requireNumber(cell, line, column + 1, file);
    });
    rows++;
  };

  const begin = (record: CsvRecord, second: CsvRecord | undefined): void => {
    heading = readHeading(record, second, options, file);
    cols = record.cells.length - (heading.idColumn === undefined ? 0 : 1);
    if (cols === 0) {
      throw fault("io/csv-columns", file, "has no column of numbers", {
        got: record.cells.join(", "),
        remedy: "say which columns hold names, or that none does",
      });
    }
    if (!heading.header) addRow(record, heading);
  };

  return {
    add: (record) => {
      if (first === undefined) {
        first = record;
        return;
      }
      const { length } = first.cells;
      if (record.cells.length !== length) {
        throw fault(
          "io/csv-row",
          file,
          `line ${record.line} has another number of cells than line ${first.line}`,
          {
            got: `${record.cells.length} instead of ${length}`,
            remedy: "give every row as many cells",
          },
        );
      }
      if (heading === undefined) begin(first, record);
      if (heading !== undefined) addRow(record, heading);
    },
    end: () => {
      if (first !== undefined && heading === undefined) begin(first, undefined);
      if (rows === 0) {
        const got = first === undefined ? "no text" : "only names of columns";
        throw fault("io/csv-empty", file, "holds no row of numbers", {
          got,
          remedy: "give a row for each stimulus",
        });
      }
      return {
        rows,
        cols,
        data: data.slice(0, held),
        ids: heading?.idColumn === undefined ? undefined : ids,
      };
    },
  };
}
