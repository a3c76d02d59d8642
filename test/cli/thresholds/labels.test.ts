import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readLabels } from "../../../cli/thresholds/labels.ts";

const folder = mkdtempSync(path.join(tmpdir(), "etalon-labels-"));

function file(lines: readonly string[]): string {
  const name = path.join(folder, "choice.txt");
  writeFileSync(name, `${lines.join("\r\n")}\r\n`);
  return name;
}

const lines = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? "left" : "right"));

it("reads one label a line, names the variable by its file, and numbers the classes by their names", async () => {
  const variable = await readLabels(file(lines), 12);
  expect(variable).toMatchObject({ name: "choice", classes: 2 });
  expect([...variable.labels]).toEqual(lines.map((line) => (line === "left" ? 0 : 1)));
});

it.each([
  [lines, 13, "labels/count"],
  [lines.map(() => "left"), 12, "labels/one-class"],
  [[...lines.slice(1), "neither"], 12, "labels/rare-class"],
])("refuses what cannot be decoded: %#", async (given, rows, code) => {
  await expect(readLabels(file(given), rows)).rejects.toMatchObject({ code });
});

it("says which file is missing", async () => {
  await expect(readLabels(path.join(folder, "none.txt"), 3)).rejects.toMatchObject({
    code: "labels/unreadable",
  });
});
