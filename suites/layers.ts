import type { MetricInfo, Subject } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { ok, undefinedBecause } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Case, Observation, Suite, SuiteFinding } from "../core/suite.ts";
import { shippedZoo } from "../generators/networks/shipped.ts";
import { HEAVY_NETWORKS, layerApplies, layerCases, type LayerParams } from "./layer-checks/cases.ts";
import { classesFindings, foldClasses, type ClassesResult } from "./layer-checks/classes.ts";
import {
  blockFinding,
  depthFinding,
  foldBlock,
  foldDepth,
  type BlockResult,
  type DepthResult,
} from "./layer-checks/depth.ts";
import { foldLevels, levelFindings, type Level } from "./layer-checks/levels.ts";
import { probeAccuracy } from "./layer-checks/probe.ts";
import { foldSet, setFinding, type SetResult } from "./layer-checks/set.ts";
import { askPart, firstOf, preparePart, type Part, type Table } from "./layer-checks/stage.ts";

/** What each set is, and whether it may be ranked: where sizes tell the layer, or nothing was learned, it may not. */
const SETS: Readonly<Record<string, readonly [SuiteFinding["role"], string]>> = {
  "cnn-pooled": ["quality", "convolutional networks, channel means (units ≪ stimuli)"],
  "cnn-flat": ["quality", "convolutional networks, all features (units ≫ stimuli)"],
  "cnn-untrained": ["description", "untrained convolutional networks, channel means"],
  attention: ["quality", "attention networks, one patch of each image (units ≪ stimuli, one width)"],
  "attention-all-rows": ["description", "attention networks, 14 patches of each image (7,000 rows)"],
  "cnn-pooled-sizes": ["description", "convolutional networks, channel means, activations of their own size"],
  "cnn-flat-sizes": ["description", "convolutional networks, all features, activations of their own size"],
};

interface Stage {
  readonly parts: readonly Part[];
  /** Of the one network of `block`. */
  readonly probes: readonly number[];
}

/** What a cell stores; one of these by the kind of its case. */
interface Stored {
  readonly set?: SetResult;
  readonly levels?: readonly Level[];
  readonly depth?: DepthResult;
  readonly classes?: ClassesResult;
  readonly block?: BlockResult;
}

function prepare({ params: { kind, parts } }: Case<LayerParams>, random: Random): Stage {
  const prepared = parts.map((part) => preparePart(part, random));
  const { labels } = shippedZoo().images;
  const probes = kind === "block" ? prepared[0]!.all.map(({ values }) => probeAccuracy(values, labels)) : [];
  return { parts: prepared, probes };
}

function fold(
  info: MetricInfo,
  kind: LayerParams["kind"],
  tables: readonly Table[],
  probes: readonly number[],
): Stored {
  // In bounds: every case has a part.
  const [first] = tables as readonly [Table];
  switch (kind) {
    case "set":
      return { set: foldSet(info, first) };
    case "levels":
      return { levels: foldLevels(info, tables) };
    case "depth":
      return { depth: foldDepth(first) };
    case "classes":
      return { classes: foldClasses(info, first) };
    case "block":
      return { block: foldBlock(info, first, probes) };
  }
}

async function measure(
  subject: Subject,
  { parts, probes }: Stage,
  { params: { kind } }: Case<LayerParams>,
): Promise<Outcome> {
  const tables: Table[] = [];
  for (const part of parts) {
    const table = await askPart(subject, subject.info.heavy ? firstOf(part, HEAVY_NETWORKS) : part);
    if ("broken" in table) return table.broken;
    tables.push(table);
  }
  const reason = tables.find((table) => table.reason !== undefined)?.reason;
  if (reason !== undefined && tables.every(({ values }) => values.every((value) => Number.isNaN(value))))
    return undefinedBecause(reason);
  return ok(JSON.parse(JSON.stringify(fold(subject.info, kind, tables, probes))));
}

const FOUND = "Corresponding layer found";

function findingsOf(metric: MetricInfo, { case: which, outcome }: Observation<LayerParams>): SuiteFinding[] {
  const { id } = which;
  const [role, what] = SETS[id] ?? ["description", id];
  const head = { id: `accuracy/${id}`, title: `${FOUND}: ${what}`, role } as const;
  if (outcome.status !== "ok") {
    const better = role === "quality" ? { better: "higher" as const } : {};
    const title = SETS[id] === undefined ? `Layers of several networks: ${id}` : head.title;
    const name = SETS[id] === undefined ? `case/${id}` : head.id;
    return [{ ...head, ...better, id: name, title, unit: "fraction", cells: 1, outcome }];
  }
  const { set, levels, depth, classes, block } = outcome.value as unknown as Stored;
  if (set !== undefined) {
    const few = metric.heavy ? `heavy: the first ${set.networks} networks` : "";
    return [setFinding(head, set, few)];
  }
  if (levels !== undefined) return levelFindings(metric, id, levels);
  if (depth !== undefined) return [depthFinding(depth)];
  if (classes !== undefined) return classesFindings(classes);
  return block === undefined ? [] : [blockFinding(block)];
}

const layers: Suite<LayerParams, Stage> = {
  id: "layers",
  version: 3,
  title: "Layers",
  question: "Does it find the corresponding layer of a network trained from another initialisation?",
  cases: layerCases,
  applies: layerApplies,
  prepare,
  measure,
  summarise: (metric, observations) =>
    observations
      .filter(({ outcome }) => outcome.status !== "not-applicable")
      .flatMap((observation) => findingsOf(metric, observation)),
};

export default layers;
