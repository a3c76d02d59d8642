import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();

/** A configuration in a folder of its own. */
function saved(value: unknown): string {
  const file = path.join(newFolder(), "mine.json");
  writeFileSync(file, JSON.stringify(value));
  return file;
}

describe("etalon config --print", () => {
  it("says of every setting its value and where it comes from", async () => {
    const budgets = { "layers/accuracy": ["error", { min: 0.9 }] };
    const file = saved({ workers: 3, profile: "full", seed: 2, budgets, expect: { "axioms/x": "known" } });
    vi.stubEnv("ETALON_SEED", "9");
    const words = ["config", "--print", "--config", file, "--profile", "quick"];
    const { exitCode, data } = await etalon(...words);
    const json = await etalon(...words, "--json");
    vi.unstubAllEnvs();
    expect(exitCode).toBe(0);
    expect(data).toMatch(/^setting +value +from\nprofile +quick +--profile\nmetrics +– +default\n/);
    expect(data).toMatch(/^seed +9 +ETALON_SEED$/m);
    const { settings } = JSON.parse(json.data) as { settings: object[] };
    expect(settings).toContainEqual({ key: "workers", value: 3, source: "file", where: file });
    expect(settings).toContainEqual({ key: "metrics", value: null, source: "default", where: "" });
    expect(settings).toContainEqual({ key: "budgets", value: budgets, source: "file", where: file });
  });

  it("says in one line what is wrong with the file", async () => {
    const file = saved({ sede: 1 });
    for (const verb of [["config"], ["run"], ["check", "nbs"], ["compare", "a", "b"]]) {
      const { exitCode, data, told } = await etalon(...verb, "--config", file);
      expect([exitCode, data]).toEqual([1, ""]);
      expect(told).toEqual([
        `etalon: ${file}: there is no key "sede"; did you mean "seed"? [config/unknown-key]`,
      ]);
    }
  });
});
