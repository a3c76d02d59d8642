import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { makeResult } from "../../reports/make.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();

/** A result of no findings that holds together. */
function resultFile(change: object = {}): string {
  const made = makeResult();
  const [metric, suite] = [made.metrics[0]!.id, made.suites[0]!.id];
  const coverage = [{ metric, suite, planned: 2, ok: 2, undefined: 0, notApplicable: 0, failed: 0 }];
  const manifest = { ...made.manifest, plan: "0123456789abcdef" };
  const file = path.join(newFolder(), "result.json");
  writeFileSync(file, JSON.stringify({ ...made, coverage, manifest, ...change }));
  return file;
}

describe("etalon validate", () => {
  it("goes through all files, says one line each, and ends with 1 if one is wrong", async () => {
    const [good, bad] = [resultFile(), resultFile({ coverage: [] })];
    const other = path.join(newFolder(), "package.json");
    writeFileSync(other, "{}");
    const { exitCode, data, told } = await etalon("validate", other, good, bad, "--json");
    expect(exitCode).toBe(1);
    expect(told).toEqual([
      expect.stringMatching(
        /^etalon: .*package\.json: this is no file of Etalon .*\[validate\/unknown-kind\]$/,
      ),
      `${good}: valid result, 1 metric, 1 suite, 0 findings`,
      expect.stringMatching(/^etalon: .*result\.json: coverage: .*\[validate\/inconsistent\]$/),
    ]);
    expect(JSON.parse(data)).toMatchObject({
      files: [
        { file: other, error: { code: "validate/unknown-kind" } },
        { file: good, kind: "result" },
        { file: bad, error: { code: "validate/inconsistent" } },
      ],
    });
    expect((await etalon("validate", good)).exitCode).toBe(0);
  });
});
