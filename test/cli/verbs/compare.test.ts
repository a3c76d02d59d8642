import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ok } from "../../../core/outcome.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { makeFinding, makeResult } from "../../reports/make.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();

function resultFile(value: number, processor = "a, x64"): string {
  const made = makeResult({ findings: [makeFinding({ better: "higher", outcome: ok(value) })] });
  const file = path.join(newFolder(), "result.json");
  writeFileSync(file, JSON.stringify({ ...made, manifest: { ...made.manifest, processor } }));
  return file;
}

describe("etalon compare", () => {
  it.each([
    ["the same", resultFile(1), 0],
    ["worse", resultFile(0.5), 2],
    ["of another processor class", resultFile(1, "b, arm64"), 3],
  ])("ends with a code of its own for a head that is %s", async (_, head, code) => {
    const { exitCode, told } = await etalon("compare", resultFile(1), head);
    expect(exitCode).toBe(code);
    if (code === 3) expect(told.join("\n")).toContain("To renew the base: etalon run");
  });

  it("reads an accepted baseline and its folder's config", async () => {
    const baseline = path.join(newFolder(), "etalon.baseline.json");
    expect(
      (await etalon("baseline", "accept", resultFile(1), "--reason", "first", "--out", baseline)).exitCode,
    ).toBe(0);
    const config = path.join(newFolder(), "c.json");
    writeFileSync(config, JSON.stringify({ budgets: { "s/f": ["error", { min: 2 }] } }));
    expect((await etalon("compare", baseline, resultFile(1))).exitCode).toBe(0);
    const broken = await etalon("compare", baseline, resultFile(1), "--config", config, "--format", "md");
    expect(broken.exitCode).toBe(2);
    expect(broken.data).toContain("1 is less than 2");
  });

  it("accepts nothing without a reason", async () => {
    const { exitCode, told } = await etalon("baseline", "accept", resultFile(1), "--reason", " ");
    expect(exitCode).toBe(1);
    expect(told[0]).toContain("usage/no-reason");
  });
});
