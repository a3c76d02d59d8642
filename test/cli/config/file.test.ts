import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findConfig, readConfig } from "../../../cli/config/file.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";

const newFolder = temporaryFolders();

/** A configuration of this name and text. */
function saved(name: string, text: string): string {
  const file = path.join(newFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe("readConfig", () => {
  it.each([
    ["etalon.config.json", '{ "$schema": "s", "workers": 3 }'],
    ["etalon.config.ts", "const n: number = 3;\nexport default { workers: n };"],
    ["etalon.config.mjs", "export default { workers: 3 };"],
    ["etalon.config.js", "module.exports = { workers: 3 };"],
  ])("reads %s", async (name, text) => {
    const file = saved(name, text);
    const { config, folder } = await readConfig(file);
    expect([config.workers, folder]).toEqual([3, path.dirname(file)]);
  });

  it.each([
    ["config/unknown-key", "c.json", '{ "worker": 2 }', 'there is no key "worker"; did you mean "workers"?'],
    [
      "config/unknown-key",
      "c.json",
      '{ "budgets": { "a": ["error", { "mn": 1 }] } }',
      '"mn" (got in budgets.a.1); did you mean "min"?',
    ],
    [
      "config/invalid",
      "c.json",
      '{ "workers": -1 }',
      "workers must be an integer from 0 on (got -1); correct it",
    ],
    ["config/invalid", "c.json", '{ "profile": "ful" }', `(got 'ful'); did you mean "full"?`],
    ["config/invalid", "c.json", '{ "budgets": { "a": "eror" } }', `(got 'eror'); did you mean "error"?`],
    ["config/invalid", "c.json", '{ "metrics": 3 }', "metrics must be a text or a list of texts"],
    ["config/invalid", "c.json", '{ "expect": { "a": " " } }', "expect.a must be the reason (got ' ')"],
    ["config/invalid", "c.json", "[1]", "an object of settings (got [ 1 ]); write"],
    ["config/invalid", "c.mjs", "export const workers = 2;", "an object of settings (got undefined)"],
    ["config/not-json", "c.json", '{ "workers": 2, }', "is not JSON (got "],
    ["config/cannot-load", "c.ts", "throw new Error('no');", "cannot be loaded (got no)"],
  ])("says %s and what to do in one line naming the file: %s %s", async (code, name, text, sentence) => {
    const file = saved(name, text);
    const message = expect.stringContaining(sentence) as string;
    await expect(readConfig(file)).rejects.toEqual(expect.objectContaining({ code, message }));
    await expect(readConfig(file)).rejects.toThrow(file);
  });

  it("says that a file is not there", async () => {
    await expect(readConfig("none.json")).rejects.toEqual(
      expect.objectContaining({ code: "config/unreadable" }),
    );
  });
});

describe("findConfig", () => {
  it("takes the nearest above, and refuses to guess between two", () => {
    const folder = newFolder();
    const below = path.join(folder, "a", "b");
    mkdirSync(below, { recursive: true });
    writeFileSync(path.join(folder, "etalon.config.json"), "{}");
    expect(findConfig(below)).toBe(path.join(folder, "etalon.config.json"));
    writeFileSync(path.join(folder, "a", "etalon.config.mjs"), "export default {}");
    expect(findConfig(below)).toBe(path.join(folder, "a", "etalon.config.mjs"));
    writeFileSync(path.join(folder, "a", "etalon.config.ts"), "export default {}");
    expect(() => findConfig(below)).toThrow(expect.objectContaining({ code: "config/two-files" }) as unknown);
  });
});
