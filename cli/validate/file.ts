import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import type { Result } from "../../core/result.ts";
import { RESULT_FILE } from "../../engine/result-file.ts";
import { SHARD_FILE } from "../../engine/shard-file.ts";
import { CELLS_FILE } from "../../engine/store.ts";
import { readMatrix } from "../../io/open.ts";
import { representation } from "../../representation/create.ts";
import { budgetsOf } from "../../reports/compare/config.ts";
import { counterExampleFiles } from "../../reports/counter-examples.ts";
import { readCompareConfig } from "../../reports/index.ts";
import { readConfig } from "../config/file.ts";
import { naming, readJson, readResult } from "../result-input.ts";
import { namedMetrics } from "../metrics-option.ts";
import { namedSuites } from "../suites-option.ts";
import { readCellsFile, requireCellsOf } from "./cells.ts";
import { validatePlan, validateShard } from "./plan.ts";
import { requireConsistent } from "./result.ts";
import type { Valid } from "./valid.ts";

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

const summaryOf = ({ metrics, suites, findings }: Result): string =>
  [count(metrics.length, "metric"), count(suites.length, "suite"), count(findings.length, "finding")].join(
    ", ",
  );

function validateJson(file: string): Valid {
  const value = readJson(file);
  const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : undefined;
  const kind = typeof schema === "string" ? /^etalon-(result|baseline|plan)\//.exec(schema)?.[1] : undefined;
  if (kind === "plan") return validatePlan(file);
  if (kind !== "result" && kind !== "baseline") {
    throw new EtalonError("validate/unknown-kind", `${file}: this is no file of Etalon`, {
      got: schema === undefined ? "no field schema" : JSON.stringify(schema).slice(0, 80),
      remedy:
        "name a result, a baseline, a plan, cells.jsonl, etalon.config.*, a counter-example, or a folder of a run",
    });
  }
  const result = readResult(file);
  naming(file, () => requireConsistent(result));
  return { file, kind, summary: summaryOf(result) };
}

function validateCells(file: string): Valid {
  const { records } = naming(file, () => readCellsFile(file));
  return { file, kind: "cells", summary: count(records.size, "cell") };
}

/** Reads as `etalon score` would, and if the result that it belongs to is there, says the same. */
async function validateCounterExample(file: string): Promise<Valid> {
  const matrix = await readMatrix(file);
  const { rows, cols } = matrix;
  naming(file, () => representation(matrix));
  const result = path.join(path.dirname(file), "..", RESULT_FILE);
  if (existsSync(result)) {
    const expected = counterExampleFiles(readResult(result)).find(({ name }) => name === path.basename(file));
    if (expected?.text !== readFileSync(file, "utf8")) {
      throw new EtalonError(
        "validate/inconsistent",
        `${file}: ${expected === undefined ? "no finding has this counter-example" : "the finding has other numbers"}`,
        { got: `${rows}×${cols}`, remedy: "run the same command again: it is written anew" },
      );
    }
  }
  return { file, kind: "counter-example", summary: `${rows}×${cols}` };
}

async function validateConfig(file: string): Promise<Valid> {
  const { config } = await readConfig(file);
  const named = async (
    key: "metrics" | "suites",
    load: (text: string) => Promise<unknown>,
  ): Promise<void> => {
    const ids = config[key];
    if (ids === undefined) return;
    try {
      await load(typeof ids === "string" ? ids : ids.join(","));
    } catch (thrown) {
      naming(`${file}: ${key}`, () => {
        throw thrown;
      });
    }
  };
  await named("metrics", namedMetrics);
  await named("suites", namedSuites);
  const suites = (await namedSuites(undefined)).map(({ id }) => id);
  const { budgets, minimumEffect, tolerance } = config;
  naming(file, () => budgetsOf(readCompareConfig({ budgets, minimumEffect, tolerance }), suites));
  return { file, kind: "config", summary: count(Object.keys(config).length, "setting") };
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** The files of a run, and that they belong together. */
async function validateFolder(folder: string): Promise<Valid[]> {
  const [result, cells] = [path.join(folder, RESULT_FILE), path.join(folder, CELLS_FILE)];
  if (isFile(path.join(folder, SHARD_FILE))) return validateShard(folder);
  if (!isFile(result)) {
    throw new EtalonError("validate/no-result", `${folder}: there is no ${RESULT_FILE}`, {
      got: readdirSync(folder).slice(0, 5).join(", ") || "an empty folder",
      remedy: "name the folder of a run that has ended, or single files",
    });
  }
  const valid = [validateJson(result)];
  if (isFile(cells)) {
    valid.push(validateCells(cells));
    naming(cells, () => requireCellsOf(readResult(result), readCellsFile(cells)));
  }
  const examples = path.join(folder, "counter-examples");
  const there = existsSync(examples) ? readdirSync(examples).filter((name) => name.endsWith(".csv")) : [];
  for (const name of there) valid.push(await validateCounterExample(path.join(examples, name)));
  const missing = counterExampleFiles(readResult(result)).find(
    ({ name }) => !existsSync(path.join(examples, name)),
  );
  if (missing !== undefined) {
    throw new EtalonError("validate/inconsistent", `${path.join(examples, missing.name)}: is missing`, {
      got: `${there.length} counter-examples`,
      remedy: "run the same command again: it is written anew",
    });
  }
  return valid;
}

/**
 * Holds a file, or the files of a run's folder, to schema, hashes and consistency.
 *
 * @throws EtalonError naming the file, the problem, the value and the remedy.
 */
export async function validateFile(file: string): Promise<Valid[]> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) return validateFolder(file);
  if (/^etalon\.config\.(ts|m?js|json)$/.test(path.basename(file))) return [await validateConfig(file)];
  if (file.endsWith(".jsonl")) return [validateCells(file)];
  if (file.endsWith(".csv")) return [await validateCounterExample(file)];
  return [validateJson(file)];
}
