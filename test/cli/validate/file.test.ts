import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { validateFile } from "../../../cli/validate/file.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();

let run: string;

beforeAll(async () => {
  run = newFolder();
  const words = ["--metrics", "nbs,random", "--suites", "axioms,identities", "--workers", "0"];
  expect((await etalon("run", ...words, "--out", run)).exitCode).toBe(0);
});

/** A copy of the run in which something was changed. */
function changed(change: (at: (name: string) => string) => void): string {
  const folder = newFolder();
  cpSync(run, folder, { recursive: true });
  change((name) => path.join(folder, name));
  return folder;
}

/** What is changed of a result. */
interface Editable {
  manifest: { plan: string; code: string };
  metrics: { range: unknown }[];
  coverage: { ok: number; failed: number }[];
  findings: { metric: string; cells: number; role: string; outcome: { status: string; value?: unknown } }[];
}

const result = (change: (value: Editable) => void) => (at: (name: string) => string) => {
  const value = JSON.parse(readFileSync(at("result.json"), "utf8")) as Editable;
  change(value);
  writeFileSync(at("result.json"), JSON.stringify(value));
};

const lines = (change: (lines: string[]) => string[]) => (at: (name: string) => string) => {
  const file = at("cells.jsonl");
  const all = readFileSync(file, "utf8").split("\n").slice(0, -1);
  writeFileSync(file, `${change(all).join("\n")}\n`);
};

interface EditableCell {
  spec: { replicate: number };
  outcome: { status: string; value: unknown };
}

/** One cell with an answer, changed; the line before it is the unchanged one if it is to be there twice. */
const cell = (change: (value: EditableCell) => void, twice = false) =>
  lines((all) => {
    const at = all.findIndex((line) => line.includes('"status":"ok"'));
    const record = JSON.parse(all[at]!) as EditableCell;
    change(record);
    return all.toSpliced(at, twice ? 0 : 1, JSON.stringify(record));
  });

describe("validateFile", () => {
  it("accepts what a run leaves, as a folder and file by file", async () => {
    const all = await validateFile(run);
    expect(all.map(({ kind }) => kind)).toEqual([
      "result",
      "cells",
      ...Array<string>(3).fill("counter-example"),
    ]);
    expect(all[0]!.summary).toMatch(/^2 metrics, 2 suites, \d+ findings$/);
    for (const { file } of all) expect(await validateFile(file)).toHaveLength(1);
  });

  it.each<[string, string, (at: (name: string) => string) => void, RegExp]>([
    ["report/not-json", "a cut result", (at) => writeFileSync(at("result.json"), '{"a":'), /is not JSON/],
    [
      "report/too-deep",
      "endless nesting",
      (at) => writeFileSync(at("result.json"), `${"[".repeat(99)}${"]".repeat(99)}`),
      /nested/,
    ],
    [
      "report/invalid-result",
      "a missing field",
      result((r) => Reflect.deleteProperty(r, "metrics") && undefined),
      /metrics/,
    ],
    ["report/unknown-metric", "a stranger", result((r) => void (r.findings[0]!.metric = "who")), /who/],
    [
      "validate/inconsistent",
      "counts that do not add up",
      result((r) => (r.coverage[0]!.ok += 1)),
      /7 of 6 cells/,
    ],
    [
      "validate/inconsistent",
      "an empty range",
      result((r) => void (r.metrics[0]!.range = [1, 1])),
      /nbs: the range/,
    ],
    [
      "validate/inconsistent",
      "a contract with a number",
      result(
        (r) =>
          void (r.findings.find((f) => f.role === "contract" && f.outcome.status === "ok")!.outcome = {
            status: "ok",
            value: 1,
          }),
      ),
      /passed or failed/,
    ],
    ["validate/inconsistent", "coverage left out", result((r) => void r.coverage.pop()), /not there/],
    [
      "validate/inconsistent",
      "too many cells behind a finding",
      result((r) => void (r.findings[0]!.cells = 1000)),
      /1000 of/,
    ],
    [
      "validate/inconsistent",
      "counts of another run",
      result((r) => {
        r.coverage[0]!.ok--;
        r.coverage[0]!.failed++;
      }),
      /5 in the result, 6 in the cells/,
    ],
    [
      "validate/other-plan",
      "the hash of another plan",
      result((r) => void (r.manifest.plan = "0123456789abcdef")),
      /0123456789abcdef/,
    ],
    [
      "validate/other-run",
      "cells of another code",
      result((r) => void (r.manifest.code = "other")),
      /another code/,
    ],
    ["validate/no-header", "cells without a header", lines((all) => all.slice(1)), /no header/],
    [
      "validate/damaged",
      "a changed specification",
      cell((r) => (r.spec.replicate += 1)),
      /line \d+ is no cell/,
    ],
    ["validate/torn", "a torn last line", (at) => appendFileSync(at("cells.jsonl"), '{"cell"'), /7 bytes/],
    [
      "validate/contradiction",
      "two outcomes of one cell",
      cell((r) => void (r.outcome = { status: "ok", value: 0 }), true),
      /which differ/,
    ],
    ["validate/inconsistent", "a cell left out", lines((all) => all.slice(0, -1)), /planned/],
    [
      "validate/inconsistent",
      "another number in a counter-example",
      (at) => appendFileSync(at("counter-examples/nbs-triangle-x.csv"), "1\n"),
      /other numbers/,
    ],
    [
      "validate/inconsistent",
      "a counter-example too many",
      (at) => cpSync(at("counter-examples/nbs-triangle-x.csv"), at("counter-examples/who.csv")),
      /no finding has/,
    ],
    [
      "validate/inconsistent",
      "a counter-example too few",
      (at) => rmSync(at("counter-examples/nbs-triangle-x.csv")),
      /nbs-triangle-x.csv: is missing/,
    ],
    ["validate/no-result", "no result", (at) => rmSync(at("result.json")), /there is no result.json/],
  ])("says %s for %s, naming the file and what to do", async (code, _what, change, says) => {
    const folder = changed(change);
    const thrown = (await validateFile(folder).catch((error: unknown) => error)) as Error;
    expect(thrown).toMatchObject({ code });
    expect(thrown.message).toMatch(says);
    expect(thrown.message.startsWith(folder)).toBe(true);
    expect(thrown.message).toMatch(/; [^;]+$/);
  });

  it("holds a configuration to the ids that there are", async () => {
    const file = path.join(newFolder(), "etalon.config.json");
    const verdict = (config: object): Promise<unknown> => {
      writeFileSync(file, JSON.stringify(config));
      return validateFile(file).catch((error: unknown) => (error as Error).message);
    };
    expect(await verdict({ metrics: ["nbs", "cka-*"], budgets: { layers: "warn" } })).toHaveLength(1);
    expect(await verdict({ metrics: ["nbss"] })).toMatch(
      /metrics: there is no metric "nbss"; did you mean "nbs/,
    );
    expect(await verdict({ suites: "layrs" })).toMatch(/suites: .*did you mean "layers"/);
    expect(await verdict({ budgets: { layrs: "warn" } })).toMatch(/budgets: .*did you mean "layers"/);
  });

  it("reads a counter-example alone as etalon score does", async () => {
    const from = path.join(run, "counter-examples");
    const file = path.join(newFolder(), "x.csv");
    cpSync(
      path.join(
        from,
        readdirSync(from).find((name) => name.endsWith(".csv"))!,
      ),
      file,
    );
    expect(await validateFile(file)).toEqual([
      { file, kind: "counter-example", summary: expect.stringMatching(/^\d+×\d+$/) as string },
    ]);
    appendFileSync(file, "nan\n");
    await expect(validateFile(file)).rejects.toThrow(file);
  });
});
