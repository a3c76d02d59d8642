import { existsSync, mkdirSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { EtalonError } from "../core/errors.ts";
import type { MetricInfo } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Result } from "../core/result.ts";
import type { Suite } from "../core/suite.ts";
import { timestamp } from "./clock.ts";
import { codeIdentity } from "./code-identity.ts";
import { foldResult } from "./fold.ts";
import { makeHeader } from "./manifest.ts";
import { type Contradiction, collector, type Known } from "./merge/collect.ts";
import { type Missing, missingCells } from "./merge/missing.ts";
import { commonManifest, readSource, type Source, sourcesOf } from "./merge/sources.ts";
import { byCost, makePlan, type Plan, versioned } from "./plan.ts";
import { RESULT_FILE, resultText } from "./result-file.ts";
import type { ShardFile } from "./shard-file.ts";
import { CELLS_FILE, isLasting, setAside } from "./store.ts";
import { writeAtomically } from "./store/atomic.ts";
import type { Header } from "./store/header.ts";
import { lockFolder } from "./store/lock.ts";

/** Metrics and suites as a result speaks of them; nothing is asked any more. */
export interface Entries {
  readonly metrics: readonly MetricInfo[];
  readonly suites: readonly Suite[];
}

/** What is merged, and where to. */
export interface MergeOptions {
  /** Folders of shards, in any order. */
  readonly folders: readonly string[];
  /** Where `result.json` and `cells.jsonl` go. */
  readonly out: string;
  /** The metrics and suites that a shard names. */
  readonly load: (shard: ShardFile) => Promise<Entries>;
  /** Whether the shards may have run on several models of processor. @defaultValue false */
  readonly mixedProcessors?: boolean;
  /** Writes what is made of the result, such as its pages, while the folder still belongs to this merge. */
  readonly publish?: (result: Result) => void;
  readonly say?: (sentence: string) => void;
}

/** What came of a merge. Nothing was written unless `result` is there. */
export interface Merge {
  readonly result: Result | undefined;
  /** What no folder has. */
  readonly missing: readonly Missing[];
  readonly contradictions: readonly Contradiction[];
  /** Cells that more than one folder has. */
  readonly duplicates: number;
  /** Cells that the harness left without an answer, as in a run. */
  readonly unanswered: number;
  readonly resultFile: string;
  readonly cellsFile: string;
}

/** The lines of `cells.jsonl` in the order in which one process would have written them. */
function* cellLines(plan: Plan, header: Header, known: ReadonlyMap<string, Known>): Generator<string> {
  yield `${JSON.stringify(header)}\n`;
  for (const record of plan.notApplicable) yield `${JSON.stringify(record)}\n`;
  for (const { cells } of byCost(plan.batches)) {
    for (const { id, spec } of cells) {
      const { outcome, seconds } = known.get(id)!;
      yield `${JSON.stringify({ cell: id, spec, outcome, volatile: { seconds } })}\n`;
    }
  }
}

/** @throws EtalonError `merge/out`: a merge would overwrite what it is made of. */
function requireOther(out: string, sources: readonly Source[]): void {
  const same = sources.find(({ folder }) => path.resolve(folder) === path.resolve(out));
  if (same === undefined) return;
  throw new EtalonError("merge/out", `${out} is a shard's folder: a merge would write over it`, {
    remedy: "choose another folder with --out",
  });
}

/** @throws EtalonError `merge/other-code`, `merge/other-plan`. */
function requireSamePlan({ code, etalon, plan }: Result["manifest"], made: Plan): void {
  const here = codeIdentity();
  if (code !== here.code) {
    throw new EtalonError("merge/other-code", "the shards were run with other code than this", {
      got: `Etalon ${etalon} ${code}, here ${here.version} ${here.code}`,
      remedy: "merge with the Etalon that ran them: findings are made by the code of the suites",
    });
  }
  if (made.hash === plan) return;
  throw new EtalonError("merge/other-plan", "the shards are not of the plan that they name", {
    got: `${made.hash}, not ${plan}`,
    remedy: "have the same networks and metrics at hand as when they were run",
  });
}

/**
 * Brings shards together: the result is the one that a single run of the same plan gives, byte for byte outside
 * `volatile`, whatever the number of shards, their order, and however often a cell was run.
 *
 * @throws EtalonError `merge/…`, `shard/…`, and the codes of folding outcomes.
 */
export async function mergeShards(options: MergeOptions): Promise<Merge> {
  const { out, say = () => undefined } = options;
  const sources = sourcesOf(options.folders);
  const manifest = commonManifest(sources, options.mixedProcessors ?? false);
  requireOther(out, sources);
  const { metrics, suites } = await options.load(sources[0]!);
  const plan = makePlan({ metrics, suites, profile: manifest.profile, seed: manifest.seed });
  requireSamePlan(manifest, plan);
  const volatile = new Set(suites.filter((suite) => suite.volatile === true).map(versioned));
  const collection = collector((suite) => volatile.has(suite));
  for (const source of sources) {
    const damaged = readSource(source, (record) => collection.add(record, source.folder));
    if (damaged > 0) say(`${source.folder}: ${damaged} damaged lines are passed over`);
  }
  const { known, duplicates, contradictions } = collection.done();
  const missing = missingCells(plan, sources, (cell) => known.has(cell));
  const [resultFile, cellsFile] = [path.join(out, RESULT_FILE), path.join(out, CELLS_FILE)];
  const without = { result: undefined, missing, contradictions, duplicates, unanswered: 0 };
  if (missing.length > 0 || contradictions.length > 0) return { ...without, resultFile, cellsFile };

  const skipped = new Map(plan.notApplicable.map(({ cell, outcome }) => [cell, outcome]));
  const outcomeOf = (cell: string): Outcome => known.get(cell)?.outcome ?? skipped.get(cell)!;
  const asked = plan.batches.flatMap(({ cells }) => cells);
  const result = foldResult(plan, {
    metrics,
    suites,
    manifest,
    outcomeOf,
    volatile: {
      finishedAt: timestamp(),
      seconds: asked.reduce((sum, { id }) => sum + known.get(id)!.seconds, 0),
      host: hostname(),
      workers: sources.length,
      cellsRun: asked.length,
      cellsResumed: 0,
    },
  });
  mkdirSync(out, { recursive: true });
  const unlock = lockFolder(out);
  try {
    if (existsSync(cellsFile))
      say(`${cellsFile}: the cells of an earlier run or merge are kept as ${setAside(cellsFile)}`);
    writeAtomically(cellsFile, cellLines(plan, makeHeader(manifest), known));
    writeAtomically(resultFile, resultText(result));
    options.publish?.(result);
  } finally {
    unlock();
  }
  const unanswered = asked.filter(({ id }) => !isLasting(outcomeOf(id))).length;
  return { result, missing, contradictions, duplicates, unanswered, resultFile, cellsFile };
}
