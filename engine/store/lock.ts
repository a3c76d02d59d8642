import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";
import { writeFailed } from "./atomic.ts";

/** The file whose presence says that a run is writing to its folder. */
export const LOCK_FILE = ".etalon-lock";

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** When the process began, where the system tells: numbers of processes are used again. */
  started: z.string().optional(),
});

/** For people. */
type Owner = string;

/** Locks that this process holds: its own number in a lock file proves nothing, numbers are used again. */
const held = new Set<string>();

const codeOfSystem = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException).code;

/** When a process began, in the system's own count (Linux); undefined where it does not say. */
function startOf(pid: number): string | undefined {
  try {
    // After the name in brackets, which may hold anything; the 22nd field of the line.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)?.trim().split(" ")[19];
  } catch {
    return undefined;
  }
}

function lives(pid: number, started: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    if (codeOfSystem(thrown) !== "EPERM") return false;
  }
  const now = startOf(pid);
  return started === undefined || now === undefined || started === now;
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
  return lives(owner.pid, owner.started) ? name : undefined;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    if (codeOfSystem(thrown) === "ENOENT") return undefined;
    throw writeFailed(file, thrown);
  }
}

/** For file systems without links: another run may see the file while it is still empty, and then waits. */
function claimInPlace(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (thrown) {
    if (codeOfSystem(thrown) === "EEXIST") return false;
    // Made, but not written: a full disk must not leave the folder locked.
    rmSync(file, { force: true });
    throw writeFailed(file, thrown);
  }
}

/** Makes the lock file, whole from the first moment; false where another run was faster. */
function claim(file: string): boolean {
  const started = startOf(process.pid);
  const text = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    ...(started === undefined ? {} : { started }),
  });
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw writeFailed(file, thrown);
  }
  try {
    linkSync(draft, file);
    return true;
  } catch (thrown) {
    const code = codeOfSystem(thrown) ?? "";
    // Taken, or the draft was swept away by the run that has the folder.
    if (["EEXIST", "ENOENT"].includes(code)) return false;
    if (["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"].includes(code))
      return claimInPlace(file, text);
    throw writeFailed(file, thrown);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes a lock whose process has ended. One run at a time does so, and looks again: a lock that another run has made
 * in the meantime stays where it is.
 */
function removeStale(file: string, text: string): void {
  const breaking = `${file}.breaking`;
  if (!claim(breaking)) {
    const other = readIfThere(breaking);
    if (other !== undefined && ownerOf(breaking, other) === undefined) rmSync(breaking, { force: true });
    return;
  }
  try {
    if (readIfThere(file) === text) rmSync(file, { force: true });
  } finally {
    rmSync(breaking, { force: true });
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
  for (let attempt = 0; attempt < 5; attempt++) {
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
