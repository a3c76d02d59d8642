import type { Result } from "../../core/result.ts";
import type { Ranking } from "../ranking/rank.ts";
import { formatPercent, plural } from "./format.ts";
import type { RowHead } from "./heads.ts";
import type { ParetoView } from "./pareto.ts";
import { paretoView } from "./pareto.ts";

/** A metric with a place in the overall order. */
export interface RankedRow {
  readonly head: RowHead;
  readonly rank: string;
  /** `1–4`, or `""` where the rank is the same in all simulated leaderboards. */
  readonly interval: string;
  readonly share: string;
  /** `12 / 14`: quality findings with a value. */
  readonly values: string;
}

/** A metric without one. */
export interface UnrankedRow {
  readonly head: RowHead;
  readonly word: string;
  readonly reason: string;
}

/** The overall order, shown on request: it is one way of weighing the columns among many. */
export interface RankingView {
  readonly columns: string;
  readonly signalKnown: boolean;
  readonly ranked: readonly RankedRow[];
  readonly unranked: readonly UnrankedRow[];
  /** `null` without times. */
  readonly pareto: ParetoView | null;
}

/** Why a metric has no rank, a word or two; `""` if it has one. */
export const unrankedWord = (ranking: Ranking, metric: string): string =>
  ranking.unranked.get(metric)?.word ?? "";

/** The overall order of a result; `undefined` where no metric has a place in it. */
export function rankingView(
  result: Result,
  ranking: Ranking,
  heads: ReadonlyMap<string, RowHead>,
): RankingView | undefined {
  const { columns, ranked, unranked, signalKnown } = ranking;
  if (ranked.length === 0) return undefined;
  return {
    columns: plural(columns.length, "quality finding"),
    signalKnown,
    ranked: ranked.flatMap(({ metric, rank, low, high, share, values }) => {
      const head = heads.get(metric);
      if (head === undefined) return [];
      return [
        {
          head,
          rank: String(rank),
          interval: low === high ? "" : `${low}–${high}`,
          share: formatPercent(share),
          values: `${values} / ${columns.length}`,
        },
      ];
    }),
    unranked: [...heads.values()].flatMap((head) => {
      const why = unranked.get(head.id);
      return why === undefined ? [] : [{ head, word: why.word, reason: why.reason }];
    }),
    pareto: paretoView(result, ranking, heads) ?? null,
  };
}
