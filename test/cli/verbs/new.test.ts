import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../cli/config/file.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();
const ROOT = path.join(import.meta.dirname, "..", "..", "..");

// Without numpy the Python template cannot be tried; ETALON_REQUIRE_PYTHON says that it must be.
const hasNumpy =
  Boolean(process.env["ETALON_REQUIRE_PYTHON"]) ||
  spawnSync("python3", ["-c", "import numpy"], { stdio: "ignore" }).status === 0;

/** A new metric in a folder in which packages are found. */
async function written(id: string, template: string): Promise<string> {
  const folder = path.join(newFolder(), "made");
  const { exitCode, told } = await etalon("new", "metric", id, "--template", template, "--dir", folder);
  expect(exitCode).toBe(0);
  expect(told.at(-1)).toMatch(/^next: etalon check /);
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

describe("etalon new metric", () => {
  it.for([
    ["ts", "a-b-2", "a-b-2.ts", true],
    ["tensor", "my-score", "my-score.ts", existsSync(path.join(ROOT, "node_modules", "@tensorflow", "tfjs"))],
    ["python", "my-score", "my_score.py", hasNumpy],
  ] as const)(
    "%s: passes its own test and etalon check at once, and is run by its configuration",
    async ([template, id, file, possible], { skip }) => {
      if (!possible) skip("numpy or tfjs is not installed");
      const folder = await written(id, template);
      const { scripts } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
        scripts: { test: string };
      };
      execFileSync("sh", ["-c", scripts.test], { cwd: folder, stdio: "pipe" });
      const suites = ["--suites", "axioms,robustness,invariance"];
      const { exitCode, data } = await etalon("check", path.join(folder, file), ...suites);
      expect(data).toMatch(/^(\d+) of \1 contracts hold$/m);
      expect(exitCode).toBe(0);
      const config = path.join(folder, "etalon.config.json");
      expect((await readConfig(config)).config.submissions).toEqual([`./${file}`]);
      const out = path.join(folder, "board");
      const run = await etalon(
        ...["run", "--config", config, "--metrics", "nbs", "--suites", "axioms", "--workers", "0"],
        ...["--out", out],
      );
      expect(run.exitCode).toBe(0);
      expect((await etalon("validate", out)).told[0]).toMatch(/valid result, 2 metrics, 1 suite/);
      expect(readFileSync(path.join(folder, ".github", "workflows", "etalon.yml"), "utf8")).toContain(
        `npx etalon check ${file} `,
      );
    },
  );

  it("overwrites nothing and then writes nothing, and refuses an id that is none or taken", async () => {
    const folder = newFolder();
    const readme = path.join(folder, "README.md");
    writeFileSync(readme, "mine");
    const lineOf = async (id: string): Promise<string | undefined> => {
      const { exitCode, told } = await etalon("new", "metric", id, "--dir", folder);
      expect([exitCode, told.length]).toEqual([1, 1]);
      return told[0];
    };
    expect(await lineOf("my-metric")).toMatch(
      /README\.md is there already .*nothing was written \[new\/exists\]$/,
    );
    expect(existsSync(path.join(folder, "my-metric.ts"))).toBe(false);
    expect(readFileSync(readme, "utf8")).toBe("mine");
    expect(await lineOf("My Metric")).toMatch(/\[new\/bad-id\]$/);
    expect(await lineOf("cka-linear")).toMatch(/Linear CKA .*\[new\/taken-id\]$/);
  });
});
