import { readFileSync } from "node:fs";
import { z } from "zod";
import { EtalonError, messageOf } from "../core/errors.ts";
import { ISOLATIONS } from "../core/submission.ts";
import { codeIdentity } from "./code-identity.ts";
import { COST_SOURCES, type Costs, type CostSource } from "./costs.ts";
import { metricName, type Plan, versioned } from "./plan.ts";
import { batchId } from "./sharding.ts";

/** Raised whenever a reader must know the difference. */
export const PLAN_SCHEMA = "etalon-plan/1";

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();

/** The flags that say which cells there are, as they were given; files among them are named from where the plan was made. */
export const selectionSchema = z.strictObject({
  profile: z.enum(["quick", "full"]),
  seed: z.number().int(),
  metrics: z.string().optional(),
  suites: z.string().optional(),
  networks: z.string().optional(),
  metric: z.array(z.string()),
  isolate: z.enum(ISOLATIONS),
  timeLimit: z.number(),
  memoryLimit: z.number(),
  sandboxRead: z.array(z.string()),
});

export type Selection = z.infer<typeof selectionSchema>;

/** Cells that need the same data. */
const batchSchema = z.strictObject({
  id: z.string(),
  /** Position in `suites`. */
  suite: count,
  case: z.string(),
  replicate: count,
  /** Expected cost of all its cells. */
  seconds,
  /** Hashes of its cells, … */
  cells: z.array(z.string()),
  /** … positions of their metrics in `metrics`, … */
  metrics: z.array(count),
  /** … and the expected cost of each. */
  costs: z.array(seconds),
});

/** A plan as a file: every cell that will be asked, with its hash, its batch and its expected cost. */
export const planFileSchema = z.strictObject({
  schema: z.literal(PLAN_SCHEMA),
  etalon: z.string(),
  /** Hash of the code that can move a number. */
  code: z.string(),
  /** Hash of which cells there are. */
  plan: z.string(),
  selection: selectionSchema,
  /** `id@version`, of a submission `id@version#hash`. */
  metrics: z.array(z.string()),
  /** `id@version`. */
  suites: z.array(z.string()),
  /** Cells that are answered without being asked. */
  notApplicable: count,
  /** How many cells' costs are known from where. */
  sources: z.partialRecord(z.enum(COST_SOURCES), count),
  batches: z.array(batchSchema),
});

export type PlanFile = z.infer<typeof planFileSchema>;

/** Three significant digits: more would be a claim. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** What a plan file is made of besides the plan. */
export interface PlanFileOptions {
  readonly selection: Selection;
  readonly metrics: readonly Parameters<typeof metricName>[0][];
  readonly suites: readonly { readonly id: string; readonly version: number }[];
  readonly costs: Costs;
}

/** A plan as it is written: the same for the same plan and the same recorded timings. */
export function makePlanFile(plan: Plan, { selection, metrics, suites, costs }: PlanFileOptions): PlanFile {
  const { version, code } = codeIdentity();
  const metricAt = new Map(metrics.map(({ id }, k) => [id, k]));
  const suiteAt = new Map(suites.map(({ id }, k) => [id, k]));
  const sources = new Map<CostSource, number>();
  const batches = plan.batches.map((batch) => {
    const own = batch.cells.map((cell) => costs.of(cell, batch.suite));
    for (const { source } of own) sources.set(source, (sources.get(source) ?? 0) + 1);
    return {
      id: batchId(batch),
      suite: suiteAt.get(batch.suite)!,
      case: batch.case.id,
      replicate: batch.replicate,
      seconds: rounded(own.reduce((sum, cost) => sum + cost.seconds, 0)),
      cells: batch.cells.map(({ id }) => id),
      metrics: batch.cells.map(({ metric }) => metricAt.get(metric)!),
      costs: own.map((cost) => rounded(cost.seconds)),
    };
  });
  return {
    schema: PLAN_SCHEMA,
    etalon: version,
    code,
    plan: plan.hash,
    selection,
    metrics: metrics.map(metricName),
    suites: suites.map(versioned),
    notApplicable: plan.notApplicable.length,
    sources: Object.fromEntries(
      COST_SOURCES.flatMap((one) => (sources.has(one) ? [[one, sources.get(one)]] : [])),
    ),
    batches,
  };
}

/** One batch a line: large plans can be looked at, and two of them compared. */
export function planText({ batches, ...head }: PlanFile): string {
  const lines = Object.entries(head).map(
    ([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${lines.join("")} "batches": [\n${batches.map((batch) => `  ${JSON.stringify(batch)}`).join(",\n")}\n ]\n}\n`;
}

/** @throws EtalonError `plan/unreadable`, `plan/invalid`. */
export function readPlanFile(file: string): PlanFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new EtalonError("plan/unreadable", `${file} is no plan`, {
      got: messageOf(cause),
      remedy: "name a file that `etalon plan` has written",
      cause,
    });
  }
  const parsed = planFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EtalonError("plan/invalid", `${file} is no plan of this version of Etalon`, {
    got: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
    remedy: "make it again with etalon plan",
  });
}

/**
 * Holds a plan made here to a file: same code, same cells, in the same order of batches.
 *
 * @throws EtalonError `plan/other-code`, `plan/other-cells`.
 */
export function requirePlanned(plan: Plan, { code, etalon, plan: hash, batches }: PlanFile): void {
  const here = codeIdentity();
  if (code !== here.code) {
    throw new EtalonError("plan/other-code", "the plan was made with other code than this", {
      got: `Etalon ${etalon} ${code}, here ${here.version} ${here.code}`,
      remedy: "make it again with etalon plan: cells of two versions are not put together",
    });
  }
  const same =
    batches.length === plan.batches.length && batches.every(({ id }, k) => id === batchId(plan.batches[k]!));
  if (plan.hash === hash && same) return;
  throw new EtalonError("plan/other-cells", "the same selection gives other cells here than the plan has", {
    got: `${plan.hash}, not ${hash}`,
    remedy: "have the same files of metrics and networks at hand as when it was made",
  });
}
