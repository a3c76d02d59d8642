import type { Transform } from "../../core/invariance.ts";
import type { MetricInfo } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import { ok } from "../../core/outcome.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { meanInterval } from "../statistics/student.ts";
import { lossOf, separation } from "./contrast.ts";

/** Size of the pairs of one case, both sides p units wide. */
export interface WidthParams {
  readonly [name: string]: number;
  readonly n: number;
  readonly p: number;
}

/** What a cell stores: the scores of related pairs (X_k, Y_k) and of unrelated ones (X_k+1, Y_k). */
export interface StoredWidth {
  readonly related: readonly number[];
  readonly unrelated: readonly number[];
}

/** Kornblith's theorem 1 speaks of whoever declares these for X; one that is fitted on folds is not among them. */
const THEOREM_NEEDS: readonly Transform[] = ["invertible-linear", "translation", "row-permutation"];

/** What two scores may differ by and still be called the same. */
const TOLERANCE = 1e-7;

/** One width of one n, over its replicates. */
interface Point {
  readonly p: number;
  /** The separation in each replicate. */
  readonly seeds: readonly number[];
  readonly related: number;
  readonly unrelated: number;
  /** The largest |s(X_k, Y_k) − s(X_k+1, Y_k)|: what exchanging X for another X does to the score with the same Y. */
  readonly moved: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

function pointOf(metric: MetricInfo, p: number, cells: readonly StoredWidth[]): Point {
  const sign = metric.direction === "similarity" ? 1 : -1;
  const alike = (values: readonly number[]): number[] => values.map((value) => sign * value);
  return {
    p,
    seeds: cells.map(({ related, unrelated }) => separation(alike(related), alike(unrelated))),
    related: mean(cells.flatMap(({ related }) => related)),
    unrelated: mean(cells.flatMap(({ unrelated }) => unrelated)),
    moved: Math.max(
      ...cells.flatMap(({ related, unrelated }) =>
        related.map((value, k) => Math.abs(value - unrelated[k]!)),
      ),
    ),
  };
}

/** The widths at which every cell has a value, ascending; and the outcome of the first cell that has none. */
function pointsOf(
  metric: MetricInfo,
  observations: readonly Observation<WidthParams>[],
  n: number,
): { readonly points: readonly Point[]; readonly other?: Outcome } {
  const mine = observations.filter(({ case: { params } }) => params.n === n);
  const widths = [...new Set(mine.map(({ case: { params } }) => params.p))].sort((a, b) => a - b);
  const points = widths.flatMap((p) => {
    const outcomes = mine.filter(({ case: { params } }) => params.p === p).map(({ outcome }) => outcome);
    const cells = outcomes.flatMap((outcome) =>
      outcome.status === "ok" ? [outcome.value as unknown as StoredWidth] : [],
    );
    return cells.length === outcomes.length ? [pointOf(metric, p, cells)] : [];
  });
  const other = mine.find(({ outcome }) => outcome.status !== "ok")?.outcome;
  return { points, ...(other === undefined ? {} : { other }) };
}

const sentence = (outcome: Outcome): string => ("reason" in outcome ? outcome.reason : outcome.status);

/** The mean separation over some widths, with an interval over replicates. */
function contrastFinding(
  id: string,
  title: string,
  role: "quality" | "description",
  points: readonly Point[],
): SuiteFinding {
  const seeds = points[0]!.seeds.map((_, r) => mean(points.map((point) => point.seeds[r]!)));
  const { mean: value, interval } = meanInterval(seeds, "data sets");
  return {
    id,
    title,
    role,
    unit: "",
    ...(role === "quality" ? { better: "higher" as const } : {}),
    chance: 0.5,
    outcome: ok(value),
    ...(interval === undefined
      ? {}
      : { interval: { ...interval, low: Math.max(0, interval.low), high: Math.min(1, interval.high) } }),
    cells: points.length * seeds.length,
  };
}

/** @param all Whether there is a value at every width. */
function lossFinding(n: number, points: readonly Point[], all: boolean, cells: number): SuiteFinding {
  const widths = points.map(({ p }) => p);
  const contrast = points.map(({ seeds }) => mean(seeds));
  const loss = lossOf(widths, contrast);
  const widest = widths[widths.length - 1]! / n;
  const said = {
    lost: "the width from which on separation stays below 0.75",
    kept: `not lost: separation is 0.75 or more at the widest, p = ${widest}·n`,
    never: "separation is below 0.75 at every width",
  } as const;
  const kept = all ? `not lost up to ${widest}·n` : `no value beyond ${widest}·n`;
  const text = { lost: "lost", kept, never: "never there" } as const;
  return {
    id: `lost-at/${n}`,
    title: `Width p/n at which related pairs are no longer told apart, ${n} stimuli`,
    role: "description",
    unit: "",
    outcome: ok(loss.kind === "lost" ? loss.at / n : text[loss.kind]),
    note: said[loss.kind],
    detail: {
      n,
      widths,
      contrast,
      related: points.map(({ related }) => related),
      unrelated: points.map(({ unrelated }) => unrelated),
      moved: points.map(({ moved }) => moved),
    },
    cells,
  };
}

/** `theorem-1`: with rank n − 1 an invariant measure gives every X the same score with the same Y. */
function theoremFinding(metric: MetricInfo, n: number, points: readonly Point[]): SuiteFinding[] {
  const wide = points.filter(({ p }) => p >= n - 1);
  if (wide.length === 0) return [];
  const moved = Math.max(...wide.map((point) => point.moved));
  const declared = THEOREM_NEEDS.every((transform) => metric.invariances.x.includes(transform));
  const cells = wide.reduce((total, { seeds }) => total + seeds.length, 0);
  const moves: SuiteFinding = {
    id: `moved-wide/${n}`,
    title: `Largest |s(X, Z) − s(Y, Z)| at p ≥ n, X and Y unrelated, ${n} stimuli`,
    role: "description",
    unit: metric.unit ?? "",
    outcome: ok(moved),
    note:
      moved <= TOLERANCE
        ? "it says the same of any two representations"
        : "it can tell representations apart",
    cells,
  };
  if (!declared) return [moves];
  return [
    moves,
    {
      id: `theorem-1/${n}`,
      title: `Invariant to invertible linear maps: s(X, Z) = s(Y, Z) at p ≥ n, ${n} stimuli`,
      role: "contract",
      unit: "",
      outcome: ok(moved <= TOLERANCE ? "passed" : "failed"),
      note: `largest difference ${moved.toExponential(1)}`,
      cells,
    },
  ];
}

/** Everything that the suite says of one metric. */
export function widthFindings(
  metric: MetricInfo,
  observations: readonly Observation<WidthParams>[],
): SuiteFinding[] {
  const sizes = [...new Set(observations.map(({ case: { params } }) => params.n))].sort((a, b) => a - b);
  return sizes.flatMap((n): SuiteFinding[] => {
    const { points, other } = pointsOf(metric, observations, n);
    const title = `Related pairs told apart at p ≥ n, ${n} stimuli`;
    const wide = points.filter(({ p }) => p >= n);
    const narrow = points.filter(({ p }) => p < n);
    const note = other === undefined ? {} : { note: `left out where it has no value: ${sentence(other)}` };
    const nothing: SuiteFinding[] =
      other === undefined || other.status === "not-applicable"
        ? []
        : [
            {
              id: `contrast-wide/${n}`,
              title,
              role: "quality",
              unit: "",
              better: "higher",
              outcome: other,
              cells: 0,
            },
          ];
    return [
      ...(wide.length === 0
        ? nothing
        : [{ ...contrastFinding(`contrast-wide/${n}`, title, "quality", wide), ...note }]),
      ...(narrow.length === 0
        ? []
        : [
            contrastFinding(
              `contrast-narrow/${n}`,
              `Related pairs told apart at p < n, ${n} stimuli`,
              "description",
              narrow,
            ),
          ]),
      ...(points.length < 2
        ? []
        : [
            lossFinding(
              n,
              points,
              other === undefined,
              points.reduce((total, { seeds }) => total + seeds.length, 0),
            ),
          ]),
      ...theoremFinding(metric, n, points),
    ];
  });
}
