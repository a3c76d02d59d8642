import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { EtalonError, messageOf } from "../../core/errors.ts";

/**
 * Writes a file so that it holds either what it held before or all of `text`, whenever the machine stops: a temporary
 * file beside it is written, synced and renamed.
 *
 * @throws EtalonError `store/write-failed` naming the file.
 */
export function writeAtomically(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, "w");
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw writeFailed(file, cause);
  }
}

/** The error for a file that cannot be written, whatever the system says is the reason. */
export function writeFailed(file: string, cause: unknown): EtalonError {
  return new EtalonError("store/write-failed", `cannot write ${file}`, {
    got: messageOf(cause),
    remedy: "choose another folder with --out, or make room and rights for it",
    cause,
  });
}
