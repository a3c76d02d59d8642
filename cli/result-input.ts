import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { EtalonError, messageOf } from "../core/errors.ts";
import type { Result } from "../core/result.ts";
import { RESULT_FILE } from "../engine/result-file.ts";
import { resultIn } from "../reports/baseline.ts";

const REMEDY = "fetch or make the file again";

/** The file itself, or `result.json` of a folder. */
export function resultPath(given: string): string {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? path.join(given, RESULT_FILE) : given;
}

/** Deeper nesting than this is in no file of Etalon, and would end the stack of whoever walks through it. */
const DEEPEST = 64;

/** Whether a value is nested no deeper than `DEEPEST`; found without recursion. */
function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? (Object.values(one) as unknown[]) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

/** A result from a file that holds a result or a baseline; what is wrong with it names the file. @throws EtalonError. */
export function readResult(file: string): Result {
  const value = readJson(file);
  return naming(file, () => resultIn(value));
}

/** Does something about a file; errors of it begin with the file's name. */
export function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof EtalonError)) throw thrown;
    throw new EtalonError(thrown.code, `${file}: ${thrown.message}`, { cause: thrown });
  }
}

/** @throws EtalonError `report/unreadable`, `report/not-json`, `report/too-deep`. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new EtalonError("report/unreadable", `cannot read ${file}`, {
      got: messageOf(cause),
      remedy: "name a result.json, or its folder",
      cause,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EtalonError("report/not-json", `${file} is not JSON`, {
      got: messageOf(cause),
      remedy: REMEDY,
      cause,
    });
  }
  if (isShallow(value)) return value;
  throw new EtalonError("report/too-deep", `${file}: values are nested too deeply`, {
    got: `more than ${DEEPEST} levels`,
    remedy: REMEDY,
  });
}

/** A file of this name in the folder or in the nearest folder above it. */
export function findUpwards(name: string, from: string): string | undefined {
  const file = path.join(from, name);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
  const above = path.dirname(from);
  return above === from ? undefined : findUpwards(name, above);
}
