import type { Result } from "../../core/result.ts";
import { paretoFront, type Tradeoff } from "../ranking/pareto.ts";
import type { Ranking } from "../ranking/rank.ts";
import { formatNumber, formatPercent, formatTick } from "./format.ts";
import type { RowHead } from "./heads.ts";
import type { Domain } from "./scale.ts";
import { position, ticks } from "./scale.ts";

/** A metric in the drawing. */
export interface ParetoPoint {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly front: boolean;
}

/** The name of a metric of the front beside its dot. */
export interface ParetoLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "end";
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Validity against cost. */
export interface ParetoView {
  readonly points: readonly ParetoPoint[];
  readonly labels: readonly ParetoLabel[];
  /** The line through the front. */
  readonly line: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly grid: string;
  readonly words: string;
  /** The front in words, for those who do not see the drawing. */
  readonly front: readonly string[];
}

/** Plot area in the units of the drawing, as in the template. */
const [LEFT, TOP, WIDTH, HEIGHT] = [52, 12, 560, 300] as const;

/** The finding with a metric's cost. */
const COST = { suite: "cost", id: "seconds/standard" } as const;

/** Least distance of two labels' base lines. */
const LINE = 12;

const round = (length: number): number => Math.round(10 * length) / 10;

function tradeoffs(result: Result, { ranked }: Ranking): Tradeoff[] {
  const seconds = new Map<string, number>();
  for (const { metric, suite, id, outcome } of result.volatile.findings ?? []) {
    if (suite !== COST.suite || id !== COST.id || outcome.status !== "ok") continue;
    if (typeof outcome.value === "number" && outcome.value > 0) seconds.set(metric, outcome.value);
  }
  return ranked.flatMap(({ metric, share }) => {
    const cost = seconds.get(metric);
    return cost === undefined ? [] : [{ metric, validity: share, cost }];
  });
}

/** Names beside the dots of the front, moved up where they would stand upon each other. */
function labelsOf(
  front: readonly { readonly x: number; readonly y: number; readonly text: string }[],
): ParetoLabel[] {
  let above = Infinity;
  return front.map(({ x, y, text }) => {
    const anchor = x > LEFT + 0.7 * WIDTH ? "end" : "start";
    const free = Math.min(y - 6, above - LINE);
    above = free;
    return { x: round(anchor === "start" ? x + 6 : x - 6), y: round(free), text, anchor };
  });
}

/** Validity, the share of duels won, against the time of a standard pair; `undefined` for fewer than two metrics. */
export function paretoView(
  result: Result,
  ranking: Ranking,
  heads: ReadonlyMap<string, RowHead>,
): ParetoView | undefined {
  const all = tradeoffs(result, ranking);
  if (all.length < 2) return undefined;
  const costs = all.map(({ cost }) => cost);
  const power = (value: number, up: boolean): number =>
    10 ** (up ? Math.ceil(Math.log10(value) - 1e-9) : Math.floor(Math.log10(value) + 1e-9));
  const [low, high] = [power(Math.min(...costs), false), power(Math.max(...costs), true)];
  const xDomain: Domain = { kind: "log", low, high: high > low ? high : low * 10 };
  const yDomain: Domain = { kind: "linear", low: 0, high: 1 };
  const x = (cost: number): number => round(LEFT + position(xDomain, cost, WIDTH));
  const y = (validity: number): number => round(TOP + HEIGHT - position(yDomain, validity, HEIGHT));
  const front = paretoFront(all);
  const onFront = new Set(front.map(({ metric }) => metric));
  const title = (metric: string): string => heads.get(metric)?.title ?? metric;
  const words = ({ metric, validity, cost }: Tradeoff): string =>
    `${title(metric)}: ${formatPercent(validity)} of duels won, ${formatNumber(1000 * cost)} ms`;
  const places = front.map((point) => ({ x: x(point.cost), y: y(point.validity), text: point.metric }));
  const yTicks = ticks(yDomain).map((value) => ({ at: y(value), text: formatTick(100 * value) }));
  return {
    points: all.map((point) => ({
      x: x(point.cost),
      y: y(point.validity),
      words: words(point),
      front: onFront.has(point.metric),
    })),
    labels: labelsOf(places),
    line: places.map((place, k) => `${k === 0 ? "M" : "L"}${place.x} ${place.y}`).join(""),
    xTicks: ticks(xDomain).map((value) => ({ at: x(value), text: formatTick(1000 * value) })),
    yTicks,
    grid: yTicks.map(({ at }) => `M${LEFT} ${at}h${WIDTH}`).join(""),
    words: `Share of duels won against milliseconds for a pair of the standard size, for ${all.length} metrics`,
    front: front.map(words),
  };
}
