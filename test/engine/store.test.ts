import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../core/outcome.ts";
import { failed, notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import { CELLS_FILE, isLasting, openStore, type Store, type StoreOptions } from "../../engine/store.ts";
import { temporaryFolders } from "./support/folder.ts";
import { header, record } from "./support/records.ts";

const newFolder = temporaryFolders();

/** Opens a store and collects what it says. */
function open(folder: string, more: Partial<StoreOptions> = {}): Store & { said: string[] } {
  const said: string[] = [];
  const store = openStore({ folder, header, fresh: false, say: (sentence) => said.push(sentence), ...more });
  return { ...store, said };
}

/** A folder whose store holds the first `count` records. */
function filled(count: number): string {
  const folder = newFolder();
  const store = open(folder);
  for (let k = 0; k < count; k++) store.append(record(k));
  store.close();
  return folder;
}

const content = (folder: string, name = CELLS_FILE): string => readFileSync(path.join(folder, name), "utf8");

describe("openStore", () => {
  it("keeps what is appended, in this run and for the next", () => {
    const folder = path.join(newFolder(), "made", "on", "demand");
    const store = open(folder);
    expect(store.outcomes().size).toBe(0);
    store.append(record(0));
    expect(store.outcomes().get(record(0).cell)).toEqual(ok(0));
    expect(content(folder).split("\n")).toHaveLength(3);
    store.close();
    const again = open(folder);
    again.append(record(1));
    again.close();
    const third = open(folder);
    expect([...third.outcomes().keys()]).toEqual([record(0).cell, record(1).cell]);
    expect(third.said).toEqual([]);
    third.close();
    expect(
      content(folder)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([header, record(0), record(1)]);
  });

  it("goes on after a cut at any byte with all whole lines and a file that can be read again", () => {
    const whole = Buffer.from(content(filled(3)));
    const ends = [...whole.keys()].filter((k) => whole[k] === 10).map((k) => k + 1);
    // Every place near the end of a line, and every seventh byte elsewhere: each store is synced, which takes time.
    const cuts = [...Array(whole.length + 1).keys()].filter(
      (length) => length % 7 === 0 || ends.some((end) => Math.abs(length - end) < 3),
    );
    for (const length of cuts) {
      const folder = newFolder();
      writeFileSync(path.join(folder, CELLS_FILE), whole.subarray(0, length));
      const store = open(folder);
      const lines = ends.filter((end) => end <= length).length;
      expect(store.outcomes().size).toBe(Math.max(0, lines - 1));
      expect(store.said).toHaveLength(length === 0 || ends.includes(length) ? 0 : 1);
      for (let k = 0; k < 3; k++) if (!store.has(record(k).cell)) store.append(record(k));
      store.close();
      expect(content(folder)).toBe(whole.toString());
    }
  });

  it.each([
    ["another seed", { ...header, seed: 2 }, "another seed"],
    [
      "other code and backend",
      { ...header, code: "x", backend: { name: "native", description: "b" } },
      "code, backend",
    ],
  ] as const)("sets a file made with %s aside, unchanged, and says so", (_what, other, words) => {
    const folder = filled(2);
    const before = content(folder);
    const store = open(folder, { header: other });
    expect(store.outcomes().size).toBe(0);
    expect(store.said).toHaveLength(1);
    expect(store.said[0]).toContain(words);
    expect(store.said[0]).toContain("cells.1.jsonl");
    store.close();
    expect(content(folder, "cells.1.jsonl")).toBe(before);
    open(folder, { fresh: true }).close();
    expect(readdirSync(folder).sort()).toEqual(["cells.1.jsonl", "cells.2.jsonl", CELLS_FILE]);
  });

  it("sets aside what is no file of cells", () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, CELLS_FILE), "precious notes\n");
    open(folder).close();
    expect(content(folder, "cells.1.jsonl")).toBe("precious notes\n");
  });

  it("passes over damaged lines and says how many", () => {
    const folder = filled(1);
    appendFileSync(path.join(folder, CELLS_FILE), "{}\nnonsense\n");
    const store = open(folder);
    expect(store.outcomes().size).toBe(1);
    expect(store.said.join()).toContain("2 damaged lines");
    store.close();
  });

  it("does not use again what a harness fault left behind, and takes the later outcome of a cell", () => {
    const folder = newFolder();
    const store = open(folder);
    store.append({ ...record(0), outcome: { status: "crashed", message: "m" } });
    store.append(record(1));
    store.append({ ...record(2), outcome: { status: "crashed", message: "m" } });
    store.append(record(2, "later"));
    store.close();
    const again = open(folder);
    expect([...again.outcomes()]).toEqual([
      [record(1).cell, record(1).outcome],
      [record(2).cell, ok("later")],
    ]);
    again.close();
  });

  it("reads back what earlier runs and this one have stored, in letters of any size, the last outcome of each cell", () => {
    const folder = filled(1);
    const store = open(folder);
    store.append(record(1, "Umläute: ä€𝛼"));
    store.append(record(2, "ü"));
    store.append(record(0, "again"));
    const all = [ok("again"), ok("Umläute: ä€𝛼"), ok("ü")];
    expect([0, 1, 2].map((k) => store.outcomes().get(record(k).cell))).toEqual(all);
    expect([0, 1, 2, 3].map((k) => store.has(record(k).cell))).toEqual([true, true, true, false]);
    store.close();
    const next = open(folder);
    next.append(record(3));
    expect([0, 1, 2, 3].map((k) => next.outcomes().get(record(k).cell))).toEqual([...all, ok(1)]);
    next.close();
  });

  it("is for one run at a time, and free again after an error", () => {
    const folder = newFolder();
    const store = open(folder);
    expect(() => open(folder)).toThrow(expect.objectContaining({ code: "store/locked" }) as Error);
    store.close();
    truncateSync(path.join(folder, CELLS_FILE), 10);
    const refuse = (): never => {
      throw new Error("deaf");
    };
    expect(() => open(folder, { say: refuse })).toThrow("deaf");
    open(folder).close();
    expect(existsSync(path.join(folder, ".etalon-lock"))).toBe(false);
  });

  it("says which folder cannot be made", () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "");
    const refused = expect.objectContaining({
      code: "store/write-failed",
      message: expect.stringContaining(file) as string,
    }) as Error;
    expect(() => open(path.join(file, "below"))).toThrow(refused);
    expect(() => open(file)).toThrow(refused);
  });
});

describe("isLasting", () => {
  it.each<[Outcome, boolean]>([
    [ok(1), true],
    [undefinedBecause("r"), true],
    [notApplicable("r"), true],
    [failed("metric/threw", "m"), true],
    [failed("suite/threw", "m"), false],
    [{ status: "timeout", seconds: 1 }, false],
    [{ status: "out-of-memory", bytes: 1 }, false],
    [{ status: "crashed", message: "m" }, false],
  ])("of %j is %s", (outcome, expected) => {
    expect(isLasting(outcome)).toBe(expected);
  });
});
