import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";
import { bothSides, closure, type Invariances, TRANSFORMS } from "../../core/invariance.ts";
import type { MetricInfo } from "../../core/metric.ts";
import { nearest } from "../../core/nearest.ts";
import { brief } from "./protocol.ts";

const text = z.string().trim().min(1).max(2000);
const bound = z.union([
  z.number(),
  z.literal("Infinity").transform(() => Infinity),
  z.literal("-Infinity").transform(() => -Infinity),
]);
const transforms = z.array(z.enum(TRANSFORMS));

/** What a program says of its metric; the fields are those of a metric in a file (docs/check.md), without the code. */
export const metadataSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.]*(-[a-z0-9.]+)*(@[a-z0-9-]+)?$/)
    .max(100),
  direction: z.enum(["similarity", "distance"]),
  range: z.tuple([bound, bound]).refine(([low, high]) => low < high),
  symmetric: z.boolean(),
  invariances: z.union([transforms, z.strictObject({ x: transforms, y: transforms })]),
  version: z.number().int().positive().optional(),
  title: text.optional(),
  family: text.optional(),
  formula: text.optional(),
  cite: text.optional(),
  unit: z.enum(["radian", "nat"]).optional(),
  axioms: z.enum(["metric", "semimetric", "none"]).optional(),
  minimumRows: z.number().int().positive().optional(),
  cost: text.optional(),
  aliases: z.array(text).optional(),
  caveats: z.array(text).optional(),
  usesCorrespondence: z.boolean().optional(),
  heavy: z.boolean().optional(),
  engine: text.optional(),
  precision: z.literal("float32").optional(),
  expectedFailures: z.record(z.string(), text).optional(),
});

/** What a program says of its metric. */
export type Metadata = z.infer<typeof metadataSchema>;

const KNOWN = Object.keys(metadataSchema.shape);

/** What to write where a field is missing or wrong. */
const MUST: Readonly<Record<string, string>> = {
  id: "lower-case words and numbers joined by dashes",
  direction: '"similarity" or "distance"',
  range: 'the smallest and the largest value, as [0, 1] or [0, "Infinity"]',
  symmetric: "true if the value does not depend on the order of X and Y, else false",
  invariances: `a list out of ${TRANSFORMS.join(", ")}, or one for each of x and y`,
};

/**
 * Reads what a program says of its metric.
 *
 * @throws EtalonError `protocol/bad-metadata` naming the first field that is wrong, and what it must be.
 */
export function parseMetadata(value: unknown): Metadata {
  const parsed = metadataSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const meant = nearest(key, KNOWN);
    throw new EtalonError("protocol/bad-metadata", `a metric has no field "${brief(key, 40)}"`, {
      remedy: meant === undefined ? `fields are ${KNOWN.join(", ")}` : `did you mean "${meant}"?`,
    });
  }
  const field = String(issue?.path[0] ?? "metric");
  const given = (value as Record<string, unknown> | null | undefined)?.[field];
  throw new EtalonError("protocol/bad-metadata", `the metric's "${field}" is missing or wrong`, {
    got: given === undefined ? "nothing" : brief(JSON.stringify(given)),
    remedy: `it must be ${MUST[field] ?? brief(issue?.message ?? "as docs/protocol.md says")}`,
  });
}

/** What a declaration says and implies; the order of the stimuli is taken not to matter. */
function invariancesOf(declared: Metadata["invariances"]): Invariances {
  if (!("x" in declared)) return bothSides(...declared);
  return { x: closure([...declared.x, "row-permutation"]), y: closure([...declared.y, "row-permutation"]) };
}

/** The metadata in full, what was left out filled in. */
export function infoOf(metadata: Metadata, differentiable: boolean): MetricInfo {
  const { id } = metadata;
  return {
    id,
    version: metadata.version ?? 1,
    title: metadata.title ?? id,
    family: metadata.family ?? id,
    formula: metadata.formula ?? "not given",
    cite: metadata.cite ?? "not given",
    direction: metadata.direction,
    range: metadata.range,
    ...(metadata.unit === undefined ? {} : { unit: metadata.unit }),
    symmetric: metadata.symmetric,
    axioms: metadata.axioms ?? "none",
    invariances: invariancesOf(metadata.invariances),
    minimumRows: metadata.minimumRows ?? 2,
    cost: metadata.cost ?? "not given",
    aliases: metadata.aliases ?? [],
    caveats: metadata.caveats ?? [],
    usesCorrespondence: metadata.usesCorrespondence ?? true,
    control: false,
    differentiable,
    heavy: metadata.heavy ?? false,
    ...(metadata.engine === undefined ? {} : { engine: metadata.engine }),
    ...(metadata.precision === undefined ? {} : { precision: metadata.precision }),
  };
}
