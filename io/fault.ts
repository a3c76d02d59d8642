import { EtalonError } from "../core/errors.ts";

/** The codes of everything that can be wrong with a file. They are stable: programs may compare them. */
export type FaultCode =
  | "io/changed"
  | "io/checksum"
  | "io/csv-cell"
  | "io/csv-columns"
  | "io/csv-empty"
  | "io/csv-encoding"
  | "io/csv-heading"
  | "io/csv-quote"
  | "io/csv-row"
  | "io/directory"
  | "io/dtype"
  | "io/hdf5"
  | "io/hdf5-filter"
  | "io/hdf5-missing"
  | "io/integer-too-large"
  | "io/mat-version"
  | "io/member-spec"
  | "io/no-array"
  | "io/not-a-file"
  | "io/not-a-matrix"
  | "io/not-found"
  | "io/npy-header"
  | "io/npy-size"
  | "io/npz"
  | "io/npz-unsafe"
  | "io/permission"
  | "io/policy"
  | "io/rows"
  | "io/safetensors"
  | "io/too-large"
  | "io/too-many-files"
  | "io/trials"
  | "io/unknown-format"
  | "io/unknown-member"
  | "io/unreadable"
  | "io/value"
  | "io/which-member";

/** What a fault says besides its problem. */
export interface FaultDetails {
  readonly got?: string;
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** A value longer than this says no more to a reader of one line. */
const LONGEST = 160;

/** Text on one line that does nothing to a terminal: control characters, as a hostile name may hold, are escaped. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16)}`;
  });
}

/** Text on one line, cut where it is longer than a reader wants. */
export function brief(text: string): string {
  const line = oneLine(text);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** The error that says on one line which file is wrong, what about it, the value got and the remedy. */
export function fault(
  code: FaultCode,
  file: string,
  problem: string,
  { got, remedy, cause }: FaultDetails = {},
): EtalonError {
  return new EtalonError(code, `${oneLine(file)}: ${oneLine(problem)}`, {
    ...(got === undefined ? {} : { got: brief(got) }),
    ...(remedy === undefined ? {} : { remedy: oneLine(remedy) }),
    ...(cause === undefined ? {} : { cause }),
  });
}
