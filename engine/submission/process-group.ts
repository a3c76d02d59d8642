import { readFileSync, readdirSync, writeFileSync } from "node:fs";

/**
 * A submission's process leads a group of its own, so that whatever it starts can be stopped and ended with it. A
 * process that leaves the group is out of reach without a sandbox.
 */

const alive = new Set<number>();

/** Told of groups that begin and end: a worker tells its parent, which ends them should the worker die. */
let tell: (group: number, begins: boolean) => void = () => undefined;

/** Sets who is told. */
export function onGroups(told: typeof tell): void {
  tell = told;
}

let watching = false;

/** Takes note of a group; it ends with this process at the latest. */
export function groupBegins(group: number): void {
  if (!watching) process.on("exit", endAllGroups);
  watching = true;
  alive.add(group);
  tell(group, true);
}

/** Sends a signal to every process of the group; one that is gone is passed over. */
export function signalGroup(group: number, signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
  try {
    // A negative id stands for the group.
    process.kill(process.platform === "win32" ? group : -group, signal);
  } catch {
    // It has ended already.
  }
}

/** Ends every process of the group at once. */
export function endGroup(group: number): void {
  signalGroup(group, "SIGKILL");
  if (alive.delete(group)) tell(group, false);
}

/** Ends all groups of this process. */
export function endAllGroups(): void {
  for (const group of alive) signalGroup(group, "SIGKILL");
  alive.clear();
}

/** Makes a process, and what it will start, the first that the system ends when memory runs out (Linux). */
export function firstToGo(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, "1000");
  } catch {
    // Another system, or the process has ended already.
  }
}

/** Resident bytes of a process and its descendants; 0 where the system does not tell. Linux. */
export function residentBytes(pid: number): number {
  return descendants(pid).reduce((sum, each) => sum + residentOf(each), 0);
}

/** A process, its children and theirs. */
function descendants(pid: number): number[] {
  const found = [pid];
  // The list grows while it is walked; a thousand processes are enough to judge by.
  for (let k = 0; k < found.length && k < 1000; k++) found.push(...childrenOf(found[k]!));
  return found;
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function residentOf(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
