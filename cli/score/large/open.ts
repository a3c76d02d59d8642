import { statSync } from "node:fs";
import { EtalonError } from "../../../core/errors.ts";
import type { ActivationSource } from "../../../io/activations.ts";
import { EXTENSIONS } from "../../../io/formats.ts";
import { openActivations, type ReadOptions } from "../../../io/open.ts";
import { parsePathSpec } from "../../../io/spec.ts";
import { bytesAsWhole, gibText, memoryBudget } from "./budget.ts";

/** How much memory there is, and whether rows are streamed whatever their number. */
export interface LargeOptions {
  /** In GiB. @defaultValue half of what is free */
  readonly memory?: number;
  readonly stream?: true;
}

/** Files whose rows are to be read one after another. */
export interface LargeInputs {
  /** X, then each Y; all have as many rows. */
  readonly sources: readonly ActivationSource[];
  readonly n: number;
  /** Bytes. */
  readonly budget: number;
  /** Why they are streamed. */
  readonly reason: string;
}

/** A byte of a file becomes this many in memory at most, see `bytesAsWhole`: one number each, eight bytes, four copies. */
const GROWTH = 32;

function sizeOf(spec: string): number {
  try {
    return statSync(parsePathSpec(spec, EXTENSIONS).file).size;
  } catch {
    // What is wrong with it is for the reader to say.
    return 0;
  }
}

/** What is said where rows cannot be streamed, given why they were to be. */
type Refusal = (why: string) => EtalonError;

/** Why these files cannot be streamed; undefined if they can. @throws EtalonError `input/row-mismatch`. */
function obstacle(sources: readonly ActivationSource[]): Refusal | undefined {
  const refusal =
    (problem: string, remedy: string): Refusal =>
    (why) =>
      new EtalonError("score/stream", problem, { got: why, remedy });
  for (const { name, seekable, trials } of sources) {
    if (seekable && trials === undefined) continue;
    const what = trials === undefined ? "is compressed, or a table of text" : "has trials";
    return refusal(
      `${name} ${what}: its rows cannot be read one after another`,
      "save it as .npy, stimuli × units",
    );
  }
  const [x, ...ys] = sources;
  for (const y of ys) {
    if (y.rows === x!.rows) continue;
    throw new EtalonError("input/row-mismatch", "score: X and Y must have the same rows (stimuli)", {
      got: `${x!.rows} rows in ${x!.name} and ${y.rows} in ${y.name}`,
      remedy: "select the stimuli that both share",
    });
  }
  const units = sources.reduce((sum, { cols }) => sum + cols, 0);
  if (x!.rows > 2 * units) return undefined;
  return refusal(
    `${x!.rows} stimuli of ${units} units in all: what stands for the rows of a stream would be as large as they are`,
    "read them as a whole, with more memory or fewer units",
  );
}

/**
 * Opens the files if they are to be streamed, because they would not fit the memory allowed or because that is wanted;
 * undefined if they are to be read as a whole.
 *
 * @throws EtalonError `score/stream` where rows cannot be streamed; `io/…`, `input/row-mismatch`.
 */
export async function openLarge(
  files: readonly string[],
  reading: ReadOptions,
  { memory, stream }: LargeOptions,
): Promise<LargeInputs | undefined> {
  const budget = memoryBudget(memory);
  const most = bytesAsWhole([]) + GROWTH * files.reduce((sum, file) => sum + sizeOf(file), 0);
  if (stream === undefined && most <= budget) return undefined;
  const sources: ActivationSource[] = [];
  for (const file of files) sources.push(await openActivations(file, reading));
  const needed = bytesAsWhole(sources);
  if (stream === undefined && needed <= budget) return undefined;
  const fault = obstacle(sources);
  if (fault !== undefined) {
    // What is free is a guess at what may be used, and no reason to refuse.
    if (stream === undefined && memory === undefined) return undefined;
    throw fault(stream === undefined ? `${gibText(needed)} needed of ${gibText(budget)}` : "--stream");
  }
  const n = sources[0]!.rows;
  const reason =
    needed > budget
      ? `read as a whole they would take ${gibText(needed)} of ${gibText(budget)} (--memory)`
      : "as --stream asks";
  return { sources, n, budget, reason };
}
