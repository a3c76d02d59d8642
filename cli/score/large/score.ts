import { EtalonError } from "../../../core/errors.ts";
import type { Metric } from "../../../core/metric.ts";
import { randomFrom } from "../../../core/random.ts";
import { seconds } from "../../../engine/clock.ts";
import { rowLengths, secondMoments } from "../../../metrics/registry/second-moments.ts";
import { setDerivedBudget } from "../../../representation/derived.ts";
import { sketched } from "../../../representation/sketch.ts";
import type { Keeping } from "../../../representation/streamed/part.ts";
import { momentStream } from "../../../representation/streamed/stream.ts";
import { matrix } from "../../../core/matrix.ts";
import { durationText, secondsLeft } from "../../progress-line.ts";
import type { Terminal } from "../../terminal.ts";
import { makeCard, type Card } from "../card.ts";
import type { Inputs } from "../inputs.ts";
import { rowsAtOnce, streamSize } from "./budget.ts";
import { differenceInterval, ofAll, ofSubsamples, type Measured } from "./measure.ts";
import type { LargeInputs } from "./open.ts";
import { passOver, type TakeRows } from "./pass.ts";
import { SUBSAMPLES, subsamples } from "./subsamples.ts";

/** What is asked of streamed files besides the files. */
export interface LargeQuestion {
  readonly files: readonly string[];
  readonly metrics: readonly Metric[];
  readonly seed: number;
  /** Rows of each subsample. */
  readonly subsample: number;
  /** Whether the principal components are wanted, too. */
  readonly components: boolean;
}

/** What was found, in the form of what is read as a whole. */
export interface LargeScore {
  readonly inputs: Inputs;
  readonly card: Card;
  /** `[metric][y]`. */
  readonly measured: readonly (readonly Measured[])[];
}

/** Groups of blocks of which each is left out once, for an interval. */
const GROUPS = 8;

/** Matrices of n×n numbers that metrics of relations between rows may hold, those not yet collected among them. */
const RELATIONS = 24;

/** Seconds between two lines where nobody watches. */
const PAUSE = { interactive: 0.1, log: 5 } as const;

/** Tells how far a loop has got: in one line that changes, or now and then in a line of its own. */
function progressOf(terminal: Terminal, total: number, unit: string): (done: number) => void {
  const start = seconds();
  let last = start;
  return (done) => {
    const now = seconds();
    if (now - last < (terminal.interactive ? PAUSE.interactive : PAUSE.log)) return;
    last = now;
    const left = secondsLeft(done / total, now - start);
    const text = [
      `${String(Math.floor((100 * done) / total)).padStart(3)} %`,
      `${done} of ${total} ${unit}`,
      ...(left === undefined || done === total ? [] : [`about ${durationText(left)} left`]),
    ].join(" · ");
    if (terminal.interactive && done < total) terminal.status(text);
    else terminal.tell(text);
  };
}

/** Whether a stream says of all rows what this metric says of them. */
const isExact = (metric: Metric): boolean => secondMoments(metric) !== undefined || rowLengths(metric);

/** What has to be kept of the rows for these metrics; undefined if none reads moments. */
function keepingOf(metrics: readonly Metric[], components: boolean): Keeping | undefined {
  const needed = new Set(metrics.map((metric) => (rowLengths(metric) ? "products" : secondMoments(metric))));
  if (components || needed.has("factor")) return "factor";
  return needed.has("products") ? "products" : undefined;
}

function notesOf(
  { n, reason }: LargeInputs,
  step: number,
  rows: number,
  kinds: ReadonlySet<boolean>,
): string[] {
  return [
    `rows are streamed, ${step} at a time: ${reason}`,
    ...(kinds.has(true)
      ? [
          `measures of moments are of all ${n} rows, with the 95 % interval for other rows of the kind: a jackknife of ${GROUPS} groups of blocks`,
        ]
      : []),
    ...(kinds.has(false)
      ? [
          `the others are means over ${SUBSAMPLES} disjoint random subsamples of ${rows} rows, with the 95 % interval of that mean: what they say of ${rows} rows, not of ${n}`,
        ]
      : []),
    "not calibrated: shuffles and halves need the rows",
  ];
}

/**
 * Reads the files once, and compares X with each Y: measures of second moments exactly, the others by subsamples.
 *
 * @throws EtalonError `score/memory`, `score/subsample`, `input/…`, `io/…`.
 */
export async function scoreLarge(
  large: LargeInputs,
  { files, metrics, seed, subsample, components }: LargeQuestion,
  terminal: Terminal,
): Promise<LargeScore> {
  const { sources, n, budget } = large;
  const widths = sources.map(({ cols }) => cols);
  const units = widths.reduce((sum, p) => sum + p, 0);
  const byRows = metrics.filter((metric) => !isExact(metric));
  const keeping = keepingOf(metrics, components);
  const wanted = byRows.length === 0 ? 0 : Math.min(subsample, Math.floor(n / SUBSAMPLES));
  const held = 8 * wanted * (SUBSAMPLES * units + RELATIONS * wanted);
  // At least two blocks for each group.
  const step = Math.min(rowsAtOnce(streamSize(sources, held), budget), Math.ceil(n / (2 * GROUPS)));
  const chosen = subsamples(n, widths, wanted, randomFrom(seed, "subsamples"));
  const kinds = new Set(metrics.map(isExact));
  const notes = notesOf(large, step, chosen.rows, kinds);
  for (const note of notes) terminal.tell(note);

  const stream =
    keeping === undefined
      ? undefined
      : momentStream(
          sources.map(({ cols }, s) => ({ name: files[s]!, p: cols })),
          keeping,
          GROUPS,
        );
  const pass = (take: TakeRows): Promise<void> =>
    passOver(sources, step, take, progressOf(terminal, n, "rows"));
  await pass((sides, from) => {
    stream?.add(sides);
    chosen.take(sides, from);
  });
  if (stream !== undefined && metrics.some(rowLengths)) await pass(stream.secondPass().add);
  const leftOut = stream?.leftOut() ?? [];
  const sketches =
    stream?.finish() ??
    widths.map((p, s) =>
      sketched(n, { factor: matrix(1, p), scale: 1, mean: new Float64Array(p) }, files[s]),
    );
  setDerivedBudget(Math.min(budget / 4, 1536 * 2 ** 20));
  const sampled =
    byRows.length === 0
      ? []
      : await ofSubsamples(byRows, seed, chosen.matrices, progressOf(terminal, SUBSAMPLES, "subsamples"));
  const measured: (readonly Measured[])[] = [];
  for (const metric of metrics) {
    const place = byRows.indexOf(metric);
    measured.push(place >= 0 ? sampled[place]! : await ofAll(metric, seed, sketches, leftOut));
  }
  const [x, ...ys] = sketches.map((made, s) => ({ file: files[s]!, representation: made }));
  const inputs: Inputs = { x: x!, ys, notes };
  const outcomes = measured.map((one) => one.map(({ outcome }) => outcome));
  const card = await makeCard(inputs, metrics, outcomes, undefined, seed);
  const entries = card.entries.map((entry, k) => {
    const { interval, basis } = measured[Math.floor(k / ys.length)]![k % ys.length]!;
    return { ...entry, ...(interval === undefined ? {} : { interval }), basis };
  });
  const comparisons = card.comparisons.map((one) => {
    const of = measured[metrics.indexOf(one.metric)]!;
    const interval = differenceInterval(one.metric, of[one.closer]!, of[one.other]!);
    return { ...one, ...(interval === undefined ? {} : { interval }) };
  });
  return { inputs, card: { ...card, entries, comparisons }, measured };
}

/** @throws EtalonError `usage/bad-value` for a setting that a stream has no use for. */
export function refuseSettings(settings: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    throw new EtalonError("usage/bad-value", `--${name} cannot be used where rows are streamed`, {
      got: value,
      remedy: "bring the rows of all files into one order first, and leave it out",
    });
  }
}
