import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writevSync,
} from "node:fs";
import { endianness } from "node:os";
import path from "node:path";
import { type Matrix, matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { parseNpy } from "../../io/npy.ts";
import { npyBytes } from "../../io/npy-write.ts";
import { checksum } from "../checksum.ts";
import type { ArrayFile } from "./protocol.ts";
import { scratchFolder } from "./scratch.ts";

/** The files of representations that a submission has been shown. */
export interface ArrayFolder {
  readonly folder: string;
  /** The file of a representation, written when it is first asked for; the same object is the same file. */
  fileOf(x: Representation): ArrayFile;
  /** Whether a file is not as it was written, by its size and times. */
  touched(...representations: readonly Representation[]): boolean;
  /** Whether any file is not as it was written, by its numbers: for what times do not tell. */
  changed(): boolean;
  /** Removes the files. */
  forget(): void;
  /** Removes the folder. */
  remove(): void;
}

/** Bytes of files that are kept at a time; what does not fit is written again when it is needed. */
const KEPT = 128 * 2 ** 20;

interface Written extends ArrayFile {
  readonly sum: number;
  readonly bytes: number;
  readonly stamp: string;
}

/** What a change of a file changes, also one by its owner. */
function stampOf(file: string): string {
  const { size, ino, mode, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
  return [size, ino, mode, mtimeNs, ctimeNs].join(" ");
}

const headers = new Map<string, Uint8Array>();

/** The bytes of a file: header and numbers, which are not copied where they lie as the file has them. */
function parts({ n, p, values }: Representation): Uint8Array[] {
  const { data } = values;
  const shape = [n, p];
  if (endianness() === "BE") return [npyBytes({ shape, data })];
  const key = shape.join("×");
  const header = headers.get(key) ?? npyBytes({ shape, data }).slice(0, -data.byteLength);
  headers.set(key, header);
  return [header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

/** Whether a look at a file fails or says no. */
function differs(look: () => boolean): boolean {
  try {
    return !look();
  } catch {
    return true;
  }
}

/** A folder for the arrays that one submission is asked about; names are random and say nothing. */
export function arrayFolder(): ArrayFolder {
  const outer = scratchFolder("arrays");
  const folder = path.join(outer, "arrays");
  mkdirSync(folder);
  // In the order of last use.
  const written = new Map<Representation, Written>();
  let held = 0;

  const drop = (x: Representation, { path: file, bytes }: Written): void => {
    rmSync(file, { force: true });
    written.delete(x);
    held -= bytes;
  };

  const write = (x: Representation): Written => {
    const file = path.join(folder, `${randomBytes(12).toString("hex")}.npy`);
    const handle = openSync(file, "wx", 0o444);
    const bytes = parts(x);
    const size = bytes.reduce((sum, { length }) => sum + length, 0);
    try {
      // A disk that becomes full writes less, without an error.
      if (writevSync(handle, bytes) < size) throw new Error(`${outer}: there is no room for ${size} bytes`);
    } finally {
      closeSync(handle);
    }
    held += size;
    const sum = checksum(x.values.data);
    return { path: file, rows: x.n, columns: x.p, sum, bytes: size, stamp: stampOf(file) };
  };

  return {
    folder,
    fileOf(x) {
      const entry = written.get(x) ?? write(x);
      written.delete(x);
      written.set(x, entry);
      for (const [oldest, old] of written) {
        // The two last used are those of the question.
        if (held <= KEPT || written.size <= 2) break;
        drop(oldest, old);
      }
      return { path: entry.path, rows: entry.rows, columns: entry.columns };
    },
    touched: (...representations) =>
      representations.some((x) => {
        const entry = written.get(x);
        return entry !== undefined && differs(() => stampOf(entry.path) === entry.stamp);
      }),
    changed: () =>
      [...written.values()].some(({ path: file, sum }) =>
        differs(() => checksum(parseNpy(readFileSync(file), file).data) === sum),
      ),
    forget() {
      for (const [x, entry] of written) drop(x, entry);
    },
    remove() {
      rmSync(outer, { recursive: true, force: true });
    },
  };
}

/**
 * Reads the matrix that a submission has written, which may be anything at all.
 *
 * @throws EtalonError `io/…`; an Error where there is no plain file of the right size and shape.
 */
export function readMatrix(file: string, rows: number, columns: number): Matrix {
  // A link could lead anywhere, and reading a pipe would never end.
  const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = fstatSync(handle);
    if (!found.isFile()) throw new Error("what it wrote is no plain file");
    // numpy's headers may be as long as 10 000 bytes.
    if (found.size > 8 * rows * columns + 10_012) throw new Error(`it wrote ${found.size} bytes`);
    const { shape, data } = parseNpy(readFileSync(handle), "gradient");
    if (shape.length !== 2 || shape[0] !== rows || shape[1] !== columns) {
      throw new Error(`it wrote an array of shape ${shape.join("×") || "()"}`);
    }
    return matrix(rows, columns, data);
  } finally {
    closeSync(handle);
  }
}
