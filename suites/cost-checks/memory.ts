import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: ((options?: { readonly type: "minor" }) => void) | undefined;

/** Frees what nothing refers to any more, so that a difference of two readings is one of what was made in between. */
function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as NonNullable<typeof collect>;
  }
  // Arrays are freed in the background after a collection; a second one, however small, waits for that.
  collect();
  collect({ type: "minor" });
}

const STATUS = "/proc/self/status";
const RESET = "/proc/self/clear_refs";

/** The largest resident size since the last reset, in bytes, where the system tells (Linux). */
function residentPeak(): number | undefined {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(STATUS, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** Sets the largest resident size back to the present one; whether that could be done. */
function resetPeak(): boolean {
  if (!existsSync(RESET)) return false;
  try {
    writeFileSync(RESET, "5");
    return residentPeak() !== undefined;
  } catch {
    return false;
  }
}

/** Bytes of JavaScript objects and of the arrays that they hold. */
const held = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** What a question added to the memory of its process. */
export interface Growth {
  /** Bytes of objects and arrays at its end, before anything was freed; no less than what it keeps. */
  readonly held: number;
  /** Bytes by which the largest resident size, native code included, exceeded that at the start; 0 where unknown. */
  readonly resident: number;
  /** Whether the system tells resident sizes. */
  readonly knowsResident: boolean;
}

/** Reads the memory of the process from a collected start on; what it gives back tells how much was added. */
export function startOfGrowth(): () => Growth {
  collectGarbage();
  const knowsResident = resetPeak();
  const before = held();
  const start = knowsResident ? residentPeak()! : 0;
  return () => {
    const after = held();
    const peak = knowsResident ? residentPeak()! : 0;
    return { held: Math.max(0, after - before), resident: Math.max(0, peak - start), knowsResident };
  };
}
