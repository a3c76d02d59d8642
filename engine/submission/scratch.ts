import { mkdtempSync, readdirSync, readlinkSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const MEMORY = "/dev/shm";

/** Free bytes from which on memory-backed storage is used. */
const ROOM = 512 * 2 ** 20;

/** A process number means something within one space of processes only, and containers may share a folder. */
function processSpace(): string {
  try {
    return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "0";
  } catch {
    return "0";
  }
}

const PREFIX = `etalon-${processSpace()}-`;

/** Memory-backed where there is such a place with room, so that writing and reading cost no disk. */
function quickest(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/**
 * A new, empty folder that no other user may enter.
 *
 * @param kind `arrays` lie in memory where that is possible, a `home` on the disk.
 */
export function scratchFolder(kind: "arrays" | "home"): string {
  const folder = mkdtempSync(
    path.join(kind === "arrays" ? quickest() : tmpdir(), `${PREFIX}${process.pid}-`),
  );
  // Once: what is made is never taken out again.
  if (made.size === 0) process.on("exit", removeScratch);
  made.add(folder);
  return folder;
}

const made = new Set<string>();

/** Removes whatever this process has left. */
function removeScratch(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // EPERM: somebody else's process.
    return (thrown as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Removes the folders of processes that ended without doing so. */
export function sweepScratch(): void {
  for (const place of new Set([tmpdir(), MEMORY])) {
    for (const name of list(place)) {
      const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split("-")[0]) : NaN;
      if (pid > 0 && !isAlive(pid)) rmSync(path.join(place, name), { recursive: true, force: true });
    }
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
