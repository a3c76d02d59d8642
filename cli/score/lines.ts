import { readFileSync } from "node:fs";
import { EtalonError, messageOf } from "../../core/errors.ts";

/**
 * The lines of a text file: one name or label a row, in the order of the rows.
 *
 * @throws EtalonError `score/lines` where the file cannot be read, has empty lines or another number of them.
 */
export function readLines(file: string, what: "groups" | "ids", rows: number): string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new EtalonError("score/lines", `${file}: --${what} cannot be read`, {
      got: messageOf(cause),
      cause,
    });
  }
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  const empty = lines.findIndex((line) => line.trim() === "");
  if (lines.length !== rows || empty >= 0) {
    throw new EtalonError("score/lines", `${file}: --${what} needs one line for each of the ${rows} rows`, {
      got: lines.length === rows ? `an empty line ${empty + 1}` : `${lines.length} lines`,
      remedy: "write one label a line, in the order of the rows and without a heading",
    });
  }
  return lines.map((line) => line.trim());
}
