import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";
import { writeFailed } from "./atomic.ts";

/** The file whose presence says that a run is writing to its folder. */
export const LOCK_FILE = ".etalon-lock";

const ownerSchema = z.object({ pid: z.number().int().positive(), host: z.string() });

/** For people. */
type Owner = string;

/** Locks that this process holds: its own number in a lock file proves nothing, numbers are used again. */
const held = new Set<string>();

const codeOfSystem = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException).code;

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return codeOfSystem(thrown) === "EPERM";
  }
}

/** Who holds the lock with this text; undefined where nobody can, since that process has ended. */
function ownerOf(file: string, text: string): Owner | undefined {
  let owner: z.infer<typeof ownerSchema>;
  try {
    owner = ownerSchema.parse(JSON.parse(text));
  } catch {
    return "a process that is writing its lock";
  }
  const name = `process ${owner.pid} on ${owner.host}`;
  if (owner.host !== hostname()) return name;
  if (owner.pid === process.pid) return held.has(file) ? "this process" : undefined;
  return lives(owner.pid) ? name : undefined;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    if (codeOfSystem(thrown) === "ENOENT") return undefined;
    throw writeFailed(file, thrown);
  }
}

/** Moves a stale lock away; what another run made of it in the meantime is put back. */
function removeStale(file: string, text: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = readFileSync(aside, "utf8");
    if (moved !== text) writeFileSync(file, moved, { flag: "wx" });
  } catch {
    // Another run was faster: the next attempt sees its lock.
  }
  rmSync(aside, { force: true });
}

/** Makes the lock file; false where another run was faster. */
function claim(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: "wx" });
    return true;
  } catch (thrown) {
    if (codeOfSystem(thrown) === "EEXIST") return false;
    throw writeFailed(file, thrown);
  }
}

/**
 * Takes the folder for this run. A lock whose process has ended is taken over.
 *
 * @returns What gives the folder back.
 * @throws EtalonError `store/locked` while another run writes to the folder, `store/write-failed`.
 */
export function lockFolder(folder: string): () => void {
  const file = path.resolve(folder, LOCK_FILE);
  for (let attempt = 0; attempt < 3; attempt++) {
    const text = readIfThere(file);
    if (text !== undefined) {
      const owner = ownerOf(file, text);
      if (owner !== undefined) throw locked(folder, file, owner);
      removeStale(file, text);
    }
    if (claim(file)) {
      held.add(file);
      let returned = false;
      return () => {
        if (returned) return;
        returned = true;
        held.delete(file);
        rmSync(file, { force: true });
      };
    }
  }
  throw locked(folder, file);
}

function locked(folder: string, file: string, owner: Owner = "a process that was faster"): EtalonError {
  return new EtalonError("store/locked", `another run is writing to ${folder}`, {
    got: owner,
    remedy: `wait for it, choose another folder with --out, or remove ${file} if that run is no more`,
  });
}
