import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../../engine/store/atomic.ts";

/** A file for a scheduler, named from its folder. */
export interface Emitted {
  readonly name: string;
  readonly text: string;
  readonly executable?: boolean;
}

/** What every scheduler must know. */
export interface EmitTask {
  /** The words that call Etalon there. */
  readonly etalon: readonly string[];
  /** The words of `run` that say which cells there are. */
  readonly selection: readonly string[];
  /** Words of `merge`. */
  readonly merge: readonly string[];
  readonly shards: number;
}

/** Writes files into a folder, which is made if need be; returns their paths. */
export function writeEmitted(folder: string, files: readonly Emitted[]): string[] {
  return files.map(({ name, text, executable = false }) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeAtomically(file, text);
    if (executable) chmodSync(file, 0o755);
    return file;
  });
}
