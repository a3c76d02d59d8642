import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { removeTemporary, writeAtomically } from "../../../engine/store/atomic.ts";
import { temporaryFolders } from "../support/folder.ts";

const folder = temporaryFolders();

describe("writeAtomically", () => {
  it.each([true, false])("replaces the file and leaves nothing else behind (synced: %s)", (sync) => {
    const file = path.join(folder(), "a.json");
    writeFileSync(file, "a longer text than the next");
    writeAtomically(file, "new", sync);
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(readdirSync(path.dirname(file))).toEqual(["a.json"]);
  });

  it("names the file that it cannot write and leaves nothing behind", () => {
    const taken = path.join(folder(), "taken");
    mkdirSync(path.join(taken, "full"), { recursive: true });
    const refused = expect.objectContaining({
      code: "store/write-failed",
      message: expect.stringContaining(taken) as string,
    }) as unknown;
    expect(() => writeAtomically(taken, "text")).toThrow(refused);
    expect(readdirSync(path.dirname(taken))).toEqual(["taken"]);
    expect(() => writeAtomically(path.join(taken, "no", "such", "folder"), "text")).toThrow();
  });
});

describe("removeTemporary", () => {
  it("removes what ended processes were writing, and nothing else", () => {
    const made = folder();
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    const kept = ["a.json", "b.tmp", `a.json.${process.ppid}.tmp`];
    for (const name of [...kept, `a.json.${gone}.tmp`]) writeFileSync(path.join(made, name), "");
    removeTemporary(made);
    expect(readdirSync(made).sort()).toEqual([...kept].sort());
  });
});
