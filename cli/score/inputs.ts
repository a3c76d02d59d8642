import { EtalonError } from "../../core/errors.ts";
import type { Representation } from "../../core/representation.ts";
import { readActivations, type ReadOptions } from "../../io/open.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import type { Groups } from "../../metrics/calibration/row-orders.ts";
import { representation } from "../../representation/create.ts";
import { idList } from "../selection.ts";
import { alignRows } from "./align.ts";
import { readLines } from "./lines.ts";

/** One file as read. */
export interface Side {
  readonly file: string;
  readonly representation: Representation;
}

/** What is compared with what. */
export interface Inputs {
  readonly x: Side;
  readonly ys: readonly Side[];
  /** The group of every row; undefined where each row stands by itself. */
  readonly groups?: Groups;
  /** What was done to the rows, one sentence each. */
  readonly notes: readonly string[];
}

/** Which files, and what belongs to their rows. */
export interface InputOptions {
  readonly x: string;
  readonly ys: readonly string[];
  readonly reading: ReadOptions;
  /** A text file with a label for every row of X. */
  readonly groups?: string;
  /** Text files with a name for every row, one a file, X's first, separated by commas. */
  readonly ids?: string;
}

interface Raw extends Side {
  readonly ids?: readonly string[];
  /** From positions as rows. */
  readonly groups?: Groups;
}

async function readSide(file: string, reading: ReadOptions): Promise<Raw> {
  const { values, ids, groups } = await readActivations(file, reading);
  return {
    file,
    representation: representation(values, file),
    ...(ids === undefined ? {} : { ids }),
    ...(groups === undefined ? {} : { groups: Array.from(groups) }),
  };
}

/** The names of all rows: from `--ids`, else from the files if all have them. */
function namesOf(sides: readonly Raw[], option: string | undefined): (readonly string[])[] | undefined {
  if (option === undefined) {
    const known = sides.map(({ ids }) => ids);
    return known.every((ids) => ids !== undefined) ? known : undefined;
  }
  const files = idList(option);
  if (files.length !== sides.length) {
    throw new EtalonError(
      "score/ids",
      `--ids needs one file for each of the ${sides.length} files of activations`,
      {
        got: `${files.length}: ${option}`,
        remedy: "separate them by commas, X's first",
      },
    );
  }
  return files.map((file, k) => readLines(file, "ids", sides[k]!.representation.n));
}

const take = (side: Raw, rows: Int32Array): Representation =>
  representation(selectRows(side.representation.values, rows), side.file);

function requireSameRows(sides: readonly Raw[]): void {
  const [x, ...ys] = sides;
  for (const y of ys) {
    if (y.representation.n === x!.representation.n) continue;
    throw new EtalonError("input/row-mismatch", "score: X and Y must have the same rows (stimuli)", {
      got: `${x!.representation.n} rows in ${x!.file} and ${y.representation.n} in ${y.file}`,
      remedy: "select the stimuli that both share, or name the rows with --ids",
    });
  }
}

/**
 * Reads the files, aligns their rows by name where names are known, and finds the groups of rows.
 *
 * @throws EtalonError `io/…`, `input/…`, `score/ids`, `score/lines`.
 */
export async function readInputs({ x, ys, reading, groups, ids }: InputOptions): Promise<Inputs> {
  const sides: Raw[] = [];
  for (const file of [x, ...ys]) sides.push(await readSide(file, reading));
  const labels =
    groups === undefined ? sides[0]!.groups : readLines(groups, "groups", sides[0]!.representation.n);
  const names = namesOf(sides, ids);
  const notes: string[] = [];
  if (groups === undefined && labels !== undefined) {
    notes.push("the positions of one stimulus are one group of rows");
  }
  if (names === undefined) {
    requireSameRows(sides);
    const [first, ...others] = sides;
    return { x: first!, ys: others, ...(labels === undefined ? {} : { groups: labels }), notes };
  }
  const { rows, dropped } = alignRows(
    sides.map(({ file }) => file),
    names,
  );
  notes.push(`rows aligned by name: ${rows[0]!.length} stimuli in all files`);
  dropped.forEach((count, k) => {
    if (count > 0) notes.push(`${sides[k]!.file}: ${count} rows left out, others lack them`);
  });
  const [first, ...others] = sides.map((side, k): Side => ({
    file: side.file,
    representation: take(side, rows[k]!),
  }));
  const kept = labels === undefined ? undefined : Array.from(rows[0]!, (row) => labels[row]!);
  return { x: first!, ys: others, ...(kept === undefined ? {} : { groups: kept }), notes };
}
