import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Result } from "../core/result.ts";
import { writeAtomically } from "../engine/store/atomic.ts";
import { counterExampleFiles, renderHtml } from "../reports/index.ts";

/** Where the page of a run's folder is. */
export const pageIn = (out: string): string => path.join(out, "index.html");

/**
 * The counter-examples of the suite `axioms`, for `etalon score`; the folder is made only for some. Those of an earlier
 * result are removed: they are said nowhere any more.
 */
function writeCounterExamples(result: Result, out: string): void {
  const folder = path.join(out, "counter-examples");
  const files = counterExampleFiles(result);
  const names = new Set(files.map(({ name }) => name));
  if (files.length > 0) mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeAtomically(path.join(folder, name), text, false);
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (/\.csv$|^README\.md$/.test(name) && !names.has(name)) rmSync(path.join(folder, name));
}

/** Writes what is made of a result into its folder: the page and the counter-examples. */
export function writePages(result: Result, out: string): void {
  writeAtomically(pageIn(out), renderHtml(result));
  writeCounterExamples(result, out);
}
