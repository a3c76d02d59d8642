import type { CostSource } from "../../engine/costs.ts";
import type { PlanFile } from "../../engine/plan-file.ts";
import { count } from "../count.ts";
import { durationText } from "../progress-line.ts";
import { textTable } from "../table.ts";

/** What a suite is expected to cost. */
export interface SuiteCost {
  readonly suite: string;
  readonly batches: number;
  readonly cells: number;
  readonly seconds: number;
  /** The batch that takes longest: no shard can take less. */
  readonly largest: number;
}

/** A plan in numbers. */
export interface PlanSummary {
  readonly plan: string;
  readonly cells: number;
  readonly notApplicable: number;
  readonly batches: number;
  /** Expected seconds of one process. */
  readonly seconds: number;
  readonly largest: number;
  /** More shards than this gain nothing: the largest batch is never cut. */
  readonly usefulShards: number;
  readonly sources: PlanFile["sources"];
  readonly suites: readonly SuiteCost[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

/** Adds a plan up. */
export function summaryOf({ plan, batches, suites, notApplicable, sources }: PlanFile): PlanSummary {
  const costs = suites.map((suite, k) => {
    const own = batches.filter((batch) => batch.suite === k);
    const seconds = own.map((batch) => batch.seconds);
    const cells = sum(own.map((batch) => batch.cells.length));
    return { suite, batches: own.length, cells, seconds: sum(seconds), largest: most(seconds) };
  });
  const seconds = sum(costs.map((cost) => cost.seconds));
  const largest = most(costs.map((cost) => cost.largest));
  return {
    plan,
    cells: sum(costs.map(({ cells }) => cells)),
    notApplicable,
    batches: batches.length,
    seconds,
    largest,
    usefulShards: largest > 0 ? Math.ceil(seconds / largest) : Math.max(1, batches.length),
    sources,
    suites: costs,
  };
}

const SOURCES: Readonly<Record<CostSource, string>> = {
  recorded: "recorded",
  alike: "of the same suite as recorded",
  usual: "from Etalon's own table",
  unknown: "unknown, taken as equal",
};

/** `0.2 s` under ten seconds, and as everywhere from there. */
const took = (seconds: number): string =>
  seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : durationText(seconds);

/** The lines that `etalon plan` shows: cost by suite, the dearest first, and where it is known from. */
export function planLines(summary: PlanSummary): string[] {
  const { cells, notApplicable, batches, seconds, largest, usefulShards, sources } = summary;
  const rows = [...summary.suites]
    .sort((a, b) => b.seconds - a.seconds)
    .map((one) => [
      one.suite,
      String(one.cells),
      String(one.batches),
      took(one.seconds),
      took(one.largest),
      `${Math.round((100 * one.seconds) / (seconds || 1))} %`,
    ]);
  const head = ["suite", "cells", "batches", "expected", "largest batch", "share"];
  const known = Object.entries(sources).map(([source, n]) => `${n} ${SOURCES[source as CostSource]}`);
  return [
    ...textTable(head, rows, ["left", "right", "right", "right", "right", "right"]),
    "",
    `${count(cells, "cell")} in ${batches} batches (and ${notApplicable} that do not apply): ${took(seconds)} for one process`,
    `costs of cells: ${known.join(", ") || "none"}`,
    `up to ${count(usefulShards, "shard")}: the largest batch takes ${took(largest)} and is never cut`,
  ];
}
