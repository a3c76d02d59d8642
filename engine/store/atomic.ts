import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EtalonError, messageOf } from "../../core/errors.ts";

/** What is put behind a file's name while it is written: the number of the process, so that no two write the same. */
const TEMPORARY = /\.(\d+)\.tmp$/;

/** Whether a process of this machine has ended. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Makes a renamed file outlive a failure of the machine, where the system can sync a folder. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows opens no folders; the rename itself is done.
  }
}

/** Characters that are written at once. */
const BLOCK = 1 << 20;

/** Many short pieces as few long ones. */
function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block = "";
  for (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = "";
  }
  yield block;
}

/**
 * Writes a file so that it holds either what it held before or all of `text`, whenever the machine stops: a temporary
 * file beside it is written, synced and renamed.
 *
 * @param text Whole, or in pieces where it may be longer than a string can be.
 * @param sync Whether to wait until it is on the disk: hundreds of small files that can be made again need not. A failure
 * of the machine right after may then lose them. @defaultValue true
 * @throws EtalonError `store/write-failed` naming the file.
 */
export function writeAtomically(file: string, text: string | Iterable<string>, sync = true): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, "w");
    try {
      for (const piece of typeof text === "string" ? [text] : inBlocks(text))
        writeFileSync(descriptor, piece);
      if (sync) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw writeFailed(file, cause);
  }
  if (sync) syncFolder(path.dirname(file));
}

/** Removes what killed processes were writing in a folder; only for one whose lock is held. */
export function removeTemporary(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = TEMPORARY.exec(name) ?? [];
    if (pid !== undefined && hasEnded(Number(pid))) rmSync(path.join(folder, name), { force: true });
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
