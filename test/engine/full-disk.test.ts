import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cellRecordSchema } from "../../core/cell.ts";
import { lastingText } from "../../engine/result-file.ts";
import { runBenchmark, type Run } from "../../engine/run.ts";
import { openStore } from "../../engine/store.ts";
import { temporaryFolders } from "./support/folder.ts";
import { difference, undefinedAlways } from "./support/metrics.ts";
import { header, record } from "./support/records.ts";
import { gridSuite, pairSuite } from "./support/suites.ts";

// A real file system that is full: a small one in memory, which the system's administrator may mount. Elsewhere these
// tests are left out, as the title says.

const newFolder = temporaryFolders();
const mounted: string[] = [];
afterAll(() => mounted.forEach((folder) => execFileSync("umount", ["-l", folder])));

/** A file system of so many kibibytes. */
function smallDisk(kibibytes: number): string {
  const folder = newFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kibibytes}k`, "tmpfs", folder]);
  mounted.push(folder);
  return folder;
}

const canMount = ((): boolean => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    execFileSync("umount", [smallDisk(64)], { stdio: "ignore" });
    mounted.pop();
    return true;
  } catch {
    return false;
  }
})();

const full = expect.objectContaining({
  code: "store/write-failed",
  message: expect.stringMatching(/^cannot write .*no space left.*; choose another folder/) as string,
}) as unknown;

const recordsIn = (file: string): unknown[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .slice(1, -1)
    .map((line) => cellRecordSchema.parse(JSON.parse(line)));

const run = (out: string): Promise<Run> =>
  runBenchmark({
    ...{ metrics: [difference, undefinedAlways], suites: [pairSuite([4, 7, 9], 40), gridSuite] },
    ...{ profile: "quick", seed: 1, workers: 0, out },
  });

describe.runIf(canMount)("a full disk (needs the right to mount; left out without it)", () => {
  it("is an error that loses no stored outcome, and the file is whole", () => {
    const folder = smallDisk(64);
    const store = openStore({ folder, header, fresh: false, say: () => undefined });
    let stored = 0;
    expect(() => {
      for (; ; stored++) store.append(record(stored, "x".repeat(700)));
    }).toThrow(full);
    expect(stored).toBeGreaterThan(10);
    // Room that comes back in the meantime must not be filled behind half a line.
    const file = path.join(folder, "cells.jsonl");
    expect(() => store.append(record(stored + 1))).toThrow(full);
    store.close();
    expect(readFileSync(file, "utf8").endsWith("}\n")).toBe(true);
    expect(recordsIn(file)).toEqual(Array.from({ length: stored }, (_, k) => record(k, "x".repeat(700))));
    expect(existsSync(path.join(folder, ".etalon-lock"))).toBe(false);
  });

  it("ends a run with its cells kept, and with room the same command goes on to the same result", async () => {
    const out = smallDisk(32);
    await expect(run(out)).rejects.toEqual(full);
    const kept = recordsIn(path.join(out, "cells.jsonl")).length;
    expect(kept).toBeGreaterThan(0);
    execFileSync("mount", ["-o", "remount,size=4m", out]);
    const { result } = await run(out);
    expect(result.volatile.cellsResumed).toBe(kept);
    expect(lastingText(result)).toBe(lastingText((await run(newFolder())).result));
  });

  it("leaves the result of an earlier run as it was when there is no room for the next", async () => {
    const out = smallDisk(4096);
    const before = readFileSync((await run(out)).resultFile, "utf8");
    writeFileSync(path.join(out, "ballast"), Buffer.alloc(2 ** 20));
    for (let k = 0; ; k++) {
      try {
        writeFileSync(path.join(out, `ballast-${k}`), Buffer.alloc(2 ** 14));
      } catch {
        break;
      }
    }
    await expect(run(out)).rejects.toEqual(full);
    expect(readFileSync(path.join(out, "result.json"), "utf8")).toBe(before);
  });

  it("does not leave a folder locked in which there is no room for a lock", () => {
    const folder = smallDisk(16);
    try {
      writeFileSync(path.join(folder, "ballast"), Buffer.alloc(2 ** 15));
    } catch {
      // Full now.
    }
    const open = (): void => openStore({ folder, header, fresh: false, say: () => undefined }).close();
    expect(open).toThrow(full);
    expect(open).toThrow(full);
    writeFileSync(path.join(folder, "ballast"), "");
    expect(open).not.toThrow();
  });
});
