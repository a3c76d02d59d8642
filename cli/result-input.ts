import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { EtalonError, messageOf } from "../core/errors.ts";
import { RESULT_FILE } from "../engine/result-file.ts";

/** The file itself, or `result.json` of a folder. */
export function resultPath(given: string): string {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? path.join(given, RESULT_FILE) : given;
}

/** @throws EtalonError `report/unreadable`, `report/not-json`. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new EtalonError("report/unreadable", `cannot read ${file}`, { got: messageOf(cause), cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EtalonError("report/not-json", `${file} is not JSON`, { got: messageOf(cause), cause });
  }
}

/** A file of this name in the folder or in the nearest folder above it. */
export function findUpwards(name: string, from: string): string | undefined {
  const file = path.join(from, name);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
  const above = path.dirname(from);
  return above === from ? undefined : findUpwards(name, above);
}
