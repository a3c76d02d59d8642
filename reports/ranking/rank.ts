import type { Finding } from "../../core/finding.ts";
import type { Random } from "../../core/random.ts";
import { randomFrom } from "../../core/random.ts";
import type { Result } from "../../core/result.ts";
import { duelsOf, type Duels, ranksOf, sharesOf } from "./borda.ts";
import { SIGNAL, unrankedBecause, type Unranked } from "./eligible.ts";
import type { QualityCell, QualityColumn } from "./quality.ts";
import { qualityTable } from "./quality.ts";

/** A metric with a place in the overall order. */
export interface Ranked {
  readonly metric: string;
  /** The Borda count as the share of duels won. */
  readonly share: number;
  readonly rank: number;
  /** Where the rank lies in 95 % of the simulated leaderboards. */
  readonly low: number;
  readonly high: number;
  /** Number of quality findings with a value. */
  readonly values: number;
}

/** The overall order of a result's metrics, and who has no place in it. */
export interface Ranking {
  readonly columns: readonly QualityColumn[];
  /** Best first. */
  readonly ranked: readonly Ranked[];
  readonly unranked: ReadonlyMap<string, Unranked>;
  /** Whether the result says which metrics have a signal; without that a constant may have a rank. */
  readonly signalKnown: boolean;
}

/** Leaderboards simulated for the intervals. */
const DRAWS = 400;

/** Standard normal quantile of 97.5 %. */
const Z975 = 1.959963984540054;

const hasInterval = (cell: QualityCell): boolean => cell.kind === "value" && cell.interval !== undefined;

/** A value as it might have come out: normal around it, with the width of each half of its interval. */
function redraw(cell: QualityCell, random: Random): number {
  if (cell.kind !== "value") return NaN;
  if (cell.interval === undefined) return cell.value;
  const z = random.gaussian();
  const half = z < 0 ? cell.value - cell.interval.low : cell.interval.high - cell.value;
  return cell.value + (z * Math.max(0, half)) / Z975;
}

/** The 2.5 % and 97.5 % points of counted ranks, as ranks that occurred. */
function middle(ranks: Int32Array): [number, number] {
  const sorted = ranks.slice().sort();
  const cut = Math.floor(0.025 * sorted.length);
  return [sorted[cut]!, sorted[sorted.length - 1 - cut]!];
}

function signalsOf(findings: readonly Finding[]): Map<string, Finding> | undefined {
  const signals = findings.filter(({ id, role }) => id === SIGNAL && role === "contract");
  return signals.length === 0 ? undefined : new Map(signals.map((finding) => [finding.metric, finding]));
}

/**
 * The overall order by Borda count over the quality findings, with an interval of each rank. Every finding is redrawn
 * within its own interval, independently, and the order made anew, {@link DRAWS} times, seeded by the result's seed.
 */
export function rankMetrics(result: Result): Ranking {
  const { columns, rows } = qualityTable(result);
  const signals = signalsOf(result.findings);
  const unranked = new Map<string, Unranked>();
  const kept = rows.filter((row) => {
    const why = unrankedBecause(row, columns, signals);
    if (why !== undefined) unranked.set(row.metric, why);
    return why === undefined;
  });
  const signs = columns.map(({ better }) => (better === "higher" ? 1 : -1));
  const duels = columns.map((_, k) => {
    const value = (cell: QualityCell): number => (cell.kind === "value" ? signs[k]! * cell.value : NaN);
    return duelsOf(Float64Array.from(kept, ({ cells }) => value(cells[k]!)));
  });
  const shares = sharesOf(duels, kept.length);
  const ranks = ranksOf(shares);
  const random = randomFrom("ranking", result.manifest.seed);
  // A column in which nothing has an interval is the same in each draw.
  const redrawn = columns.map(({ suite, id }, k): (() => Duels) => {
    if (!kept.some(({ cells }) => hasInterval(cells[k]!))) return () => duels[k]!;
    const sources = kept.map(({ metric }) => random.child(metric, suite, id));
    const values = new Float64Array(kept.length);
    return () => {
      for (let i = 0; i < values.length; i++) values[i] = signs[k]! * redraw(kept[i]!.cells[k]!, sources[i]!);
      return duelsOf(values);
    };
  });
  const drawn = kept.map(() => new Int32Array(DRAWS));
  for (let draw = 0; draw < DRAWS; draw++) {
    const found = ranksOf(
      sharesOf(
        redrawn.map((again) => again()),
        kept.length,
      ),
    );
    for (let i = 0; i < found.length; i++) drawn[i]![draw] = found[i]!;
  }
  const ranked = kept.map(({ metric, cells }, i): Ranked => {
    const [low, high] = middle(drawn[i]!);
    const values = cells.filter(({ kind }) => kind === "value").length;
    return { metric, share: shares[i]!, rank: ranks[i]!, low, high, values };
  });
  ranked.sort((a, b) => a.rank - b.rank || b.share - a.share);
  return { columns, ranked, unranked, signalKnown: signals !== undefined };
}
