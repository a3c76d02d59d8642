import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LOCK_FILE, lockFolder } from "../../../engine/store/lock.ts";
import { temporaryFolders } from "../support/folder.ts";

const folder = temporaryFolders();
const locked = expect.objectContaining({ code: "store/locked" }) as unknown;

/** A folder with a lock that says `text`. */
function withLock(text: string): string {
  const made = folder();
  writeFileSync(path.join(made, LOCK_FILE), text);
  return made;
}

const by = (pid: number, host = hostname()): string => JSON.stringify({ pid, host });

/** The number of a process that has ended. */
const gone = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

describe("lockFolder", () => {
  it("lets one in at a time", () => {
    const shared = folder();
    const unlock = lockFolder(shared);
    expect(() => lockFolder(shared)).toThrow(locked);
    expect(() => lockFolder(`${shared}/../${path.basename(shared)}`)).toThrow(locked);
    lockFolder(folder())();
    unlock();
    expect(readdirSync(shared)).toEqual([]);
    lockFolder(shared)();
  });

  it("gives back only what it holds", () => {
    const shared = folder();
    const first = lockFolder(shared);
    first();
    const second = lockFolder(shared);
    first();
    expect(existsSync(path.join(shared, LOCK_FILE))).toBe(true);
    second();
  });

  it("takes over the lock of a process that has ended, or of an earlier one with this number", () => {
    for (const pid of [gone(), process.pid]) {
      const stale = withLock(by(pid));
      const unlock = lockFolder(stale);
      const text = readFileSync(path.join(stale, LOCK_FILE), "utf8");
      expect(JSON.parse(text)).toMatchObject({ pid: process.pid, host: hostname() });
      unlock();
      expect(readdirSync(stale)).toEqual([]);
    }
  });

  it.runIf(existsSync("/proc/self/stat"))("knows a process from a later one with its number", () => {
    const [live, reused] = [folder(), folder()];
    const unlock = lockFolder(live);
    const { started } = JSON.parse(readFileSync(path.join(live, LOCK_FILE), "utf8")) as { started: string };
    unlock();
    const parent = { pid: process.ppid, host: hostname() };
    writeFileSync(path.join(reused, LOCK_FILE), JSON.stringify({ ...parent, started: `${started}0` }));
    lockFolder(reused)();
    expect(readdirSync(reused)).toEqual([]);
  });

  it("leaves a stale lock alone that another run is breaking, unless that one has ended, too", () => {
    const stale = withLock(by(gone()));
    const breaking = path.join(stale, `${LOCK_FILE}.breaking`);
    writeFileSync(breaking, by(process.ppid));
    expect(() => lockFolder(stale)).toThrow(locked);
    writeFileSync(breaking, by(gone()));
    lockFolder(stale)();
    expect(readdirSync(stale)).toEqual([]);
  });

  it("never lets two in, however many race for stale locks", async () => {
    const shared = folder();
    const racer = path.join(import.meta.dirname, "..", "support", "lock-racer.ts");
    const words = ["--import", "tsx", racer, shared, String(gone()), "150"];
    const said = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise<string>((resolve, reject) =>
            execFile(process.execPath, words, (error, stdout) =>
              error === null ? resolve(stdout) : reject(new Error(error.message)),
            ),
          ),
      ),
    );
    const counts = said.map((text) => JSON.parse(text) as { won: number; broken: number; shared: number });
    expect(counts.map((count) => count.shared)).toEqual([0, 0, 0]);
    expect(counts.every(({ won, broken }) => won > 0 && broken > 0)).toBe(true);
  });

  it("respects a living process, another machine, and what it cannot read", () => {
    for (const text of [by(process.ppid), by(gone(), `not-${hostname()}`), "", "{"]) {
      const other = withLock(text);
      expect(() => lockFolder(other)).toThrow(locked);
      expect(readFileSync(path.join(other, LOCK_FILE), "utf8")).toBe(text);
    }
  });

  it("says who holds it and what to do", () => {
    const other = withLock(by(process.ppid));
    expect(() => lockFolder(other)).toThrow(new RegExp(`process ${process.ppid} .*remove .*${LOCK_FILE}`));
  });
});
