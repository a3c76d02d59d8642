import { fault } from "../fault.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Digits with commas between them: decimals or thousands, as some write them. */
const WITH_COMMAS = /^[+-]?\d+(?:,\d+)+(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ["nan", NaN],
  ["inf", Infinity],
  ["infinity", Infinity],
]);

/** The number that a cell holds, or undefined. NaN and infinity are numbers here: what may be done with them is not this layer's. */
export function numberOf(cell: string): number | undefined {
  if (NUMBER.test(cell)) return Number(cell);
  const value = SPECIAL.get(cell.replace(/^[+-]/, "").toLowerCase());
  return value !== undefined && cell.startsWith("-") ? -value : value;
}

/** Whether a cell is meant as a number, readable or not; such a cell is no name. */
export const isMeantAsNumber = (cell: string): boolean =>
  numberOf(cell) !== undefined || WITH_COMMAS.test(cell);

function remedyFor(cell: string): string {
  if (cell === "") return "fill it in, or write nan";
  if (WITH_COMMAS.test(cell))
    return "write decimals with a point and thousands without a comma, and separate cells by tabs in .tsv";
  if (cell.includes(";") || cell.includes("\t")) return "separate cells by commas in .csv, by tabs in .tsv";
  if (/^(na|n\/a|null|none|missing|#n\/a)$/i.test(cell)) return "write nan";
  return "write numbers in every column but that of the names";
}

/** The number that a cell must hold. @throws EtalonError `io/csv-cell` with its line and column, both from 1. */
export function requireNumber(cell: string, line: number, column: number, file: string): number {
  const value = numberOf(cell);
  const where = `line ${line}, column ${column}`;
  if (value === undefined) {
    throw fault("io/csv-cell", file, `${where} holds no number`, {
      got: cell === "" ? "nothing" : JSON.stringify(cell),
      remedy: remedyFor(cell),
    });
  }
  if (!Number.isFinite(value) && NUMBER.test(cell)) {
    throw fault("io/csv-cell", file, `${where} holds a number that float64 cannot represent`, {
      got: cell,
      remedy: "scale the values",
    });
  }
  return value;
}
