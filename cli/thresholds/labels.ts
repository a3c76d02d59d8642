import { readFile } from "node:fs/promises";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import type { Variable } from "../../suites/decoding/decode.ts";

/** Fewest stimuli of a class: each fold must train on four and test on one. */
const FEWEST = 5;

/**
 * One label a line, a stimulus each, any text; names of classes are told apart letter by letter.
 *
 * @throws EtalonError `labels/unreadable`, `labels/count`, `labels/one-class` or `labels/rare-class`.
 */
export async function readLabels(file: string, rows: number): Promise<Variable> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new EtalonError("labels/unreadable", `${file}: cannot be read as text`, { got: String(cause) });
  });
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  if (lines.length !== rows) {
    throw new EtalonError("labels/count", `${file}: needs one label a line for each stimulus`, {
      got: `${lines.length} lines for ${rows} stimuli`,
    });
  }
  const classes = [...new Set(lines)].sort();
  if (classes.length < 2) {
    throw new EtalonError("labels/one-class", `${file}: needs at least two classes`, {
      got: classes[0] ?? "",
    });
  }
  const labels = Int32Array.from(lines, (line) => classes.indexOf(line));
  const rare = classes.find((_, k) => labels.filter((label) => label === k).length < FEWEST);
  if (rare !== undefined) {
    throw new EtalonError("labels/rare-class", `${file}: each class needs at least ${FEWEST} stimuli`, {
      got: `"${rare}" has fewer`,
      remedy: "join rare classes; a label that is a number has to be cut into classes first",
    });
  }
  return { name: path.basename(file, path.extname(file)), labels, classes: classes.length };
}
