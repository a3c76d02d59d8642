import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { randomFrom } from "../core/random.ts";
import { npyHeader } from "../io/npy-write.ts";
import { pair } from "./data.ts";

/** Two `.npy` files of the same rows, and how to be rid of them. */
export interface LargeFiles {
  readonly files: readonly [x: string, y: string];
  readonly remove: () => void;
}

/** Rows that are made; the others are these with other noise. */
const MADE = 16_384;

/** A pair with shared latent variables as float32: n rows of p units, a gigabyte each for a million rows of 256. */
export function largeFiles(n: number, p: number): LargeFiles {
  const folder = mkdtempSync(path.join(os.tmpdir(), "etalon-large-"));
  const random = randomFrom("large-files", n, p);
  const files = pair(Math.min(n, MADE), p).map((made, side) => {
    const file = path.join(folder, side === 0 ? "x.npy" : "y.npy");
    const handle = openSync(file, "w");
    writeSync(handle, npyHeader("<f4", [n, p]));
    for (let from = 0; from < n; from += MADE) {
      const rows = Float32Array.from(
        made.data.subarray(0, Math.min(MADE, n - from) * p),
        (value) => value + random.uniform(),
      );
      writeSync(handle, new Uint8Array(rows.buffer));
    }
    closeSync(handle);
    return file;
  });
  return {
    files: [files[0]!, files[1]!],
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
