import { existsSync } from "node:fs";
import path from "node:path";
import type { CellRecord, CellSpec } from "../../core/cell.ts";
import { EtalonError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { CELLS_FILE } from "../../engine/store.ts";
import type { Cells } from "../validate/cells.ts";
import { readCellsFile } from "../validate/cells.ts";

/** `metric/suite/case/replicate`, without versions. */
export const nameOf = ({ metric, suite, case: which, replicate }: CellSpec): string =>
  `${metric.split("@")[0]!}/${suite.split("@")[0]!}/${which}/${replicate}`;

/** The cells beside a result. @throws EtalonError `reproduce/no-cells`, and those of `readCellsFile`. */
export function cellsBeside(result: string): Cells {
  const file = path.join(path.dirname(result), CELLS_FILE);
  if (!existsSync(file)) {
    throw new EtalonError("reproduce/no-cells", `${file}: is missing`, {
      got: `only ${path.basename(result)}`,
      remedy: "a result's cells are published beside it; without them there is no outcome to compare with",
    });
  }
  return readCellsFile(file);
}

/**
 * The cell that a word means: its id, the beginning of it that no other shares, or `metric/suite/case/replicate`.
 *
 * @throws EtalonError `reproduce/no-cell` with the nearest name, `reproduce/which-cell`.
 */
export function cellOf(word: string, { records }: Cells): CellRecord {
  const all = [...records.values()];
  const found = /^[0-9a-f]+$/.test(word)
    ? all.filter(({ cell }) => cell.startsWith(word))
    : all.filter(({ spec }) => nameOf(spec) === word);
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    throw new EtalonError("reproduce/which-cell", `${found.length} cells begin with "${word}"`, {
      got: found
        .slice(0, 3)
        .map(({ cell, spec }) => `${cell} ${nameOf(spec)}`)
        .join(", "),
      remedy: "write more of the id",
    });
  }
  const meant = nearest(
    word,
    all.map(({ spec }) => nameOf(spec)),
  );
  throw new EtalonError("reproduce/no-cell", `there is no cell "${word.slice(0, 80)}"`, {
    got: `${all.length} others`,
    remedy: meant === undefined ? `ids are in ${CELLS_FILE}` : `did you mean "${meant}"?`,
  });
}
