import { inspect } from "node:util";
import { bothSides, closure, type Invariances, TRANSFORMS, type Transform } from "../../core/invariance.ts";
import { EtalonError } from "../../core/errors.ts";
import type { Axioms, Direction, Metric } from "../../core/metric.ts";
import { nearest } from "../../core/nearest.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import type { TensorScore } from "../../tensors/index.ts";

/** The activations of p units to n stimuli as an author's metric gets them: unit j of stimulus i is `values[i * p + j]`. */
export interface AuthorActivations {
  readonly n: number;
  readonly p: number;
  readonly values: Float64Array;
}

/** What an author's metric gets besides X and Y. */
export interface AuthorContext {
  /** Seeded; the only source of randomness that a metric may use. */
  readonly random: Random;
  /** Ends the comparison: the formula has no value here, for this reason. */
  readonly noValue: (reason: string) => never;
}

/** A metric of one's own, as a file exports it by default (docs/check.md). */
export interface AuthorMetric {
  readonly id: string;
  readonly direction: Direction;
  readonly range: readonly [number, number];
  readonly symmetric: boolean;
  readonly invariances: readonly Transform[] | Invariances;
  /** This or `score`. */
  readonly compare?: (x: AuthorActivations, y: AuthorActivations, context: AuthorContext) => number;
  /** A score in operations of tfjs (docs/tensors.md). */
  readonly score?: TensorScore;
  readonly input?: "raw" | "centered";
  readonly version?: number;
  readonly title?: string;
  readonly formula?: string;
  readonly cite?: string;
  readonly axioms?: Axioms;
  readonly minimumRows?: number;
  readonly usesCorrespondence?: boolean;
  readonly expectedFailures?: Readonly<Record<string, string>>;
}

/** What a field must be, and what to write where it is missing. */
interface Field {
  readonly required: boolean;
  readonly is: (value: unknown) => boolean;
  readonly must: string;
  readonly add: string;
}

const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTransforms = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => (TRANSFORMS as readonly unknown[]).includes(item));
const isRange = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((end) => typeof end === "number") &&
  (value[0] as number) < (value[1] as number);

const required = (must: string, add: string, is: Field["is"]): Field => ({ required: true, is, must, add });
const optional = (must: string, is: Field["is"]): Field => ({ required: false, is, must, add: "" });

const TEXT = "must be a text that is not empty";

const FIELDS: Readonly<Record<keyof AuthorMetric, Field>> = {
  id: required(
    "must be lower-case words and numbers joined by dashes",
    'add id: "my-metric"',
    (value) => typeof value === "string" && /^[a-z0-9][a-z0-9.]*(-[a-z0-9.]+)*$/.test(value),
  ),
  direction: required(
    'must be "similarity" or "distance"',
    'add direction: "similarity" if more alike means a larger value, or "distance"',
    (value) => value === "similarity" || value === "distance",
  ),
  range: required(
    "must be the smallest and the largest value",
    "add range: [0, 1], or with Infinity where there is no bound",
    isRange,
  ),
  symmetric: required(
    "must be true or false",
    "add symmetric: true if compare(x, y) equals compare(y, x), or false",
    (value) => typeof value === "boolean",
  ),
  invariances: required(
    `must be a list out of ${TRANSFORMS.join(", ")}, or { x: […], y: […] }`,
    'add invariances: ["orthogonal", …], what may be done to X or Y without a change, or [] for nothing',
    (value) =>
      isTransforms(value) || (isRecord(value) && isTransforms(value["x"]) && isTransforms(value["y"])),
  ),
  compare: optional("must be a function of x and y", (value) => typeof value === "function"),
  score: optional("must be a function of tf, x and y", (value) => typeof value === "function"),
  input: optional('must be "raw" or "centered"', (value) => value === "raw" || value === "centered"),
  version: optional("must be an integer from 1 on", isCount),
  title: optional(TEXT, isText),
  formula: optional(TEXT, isText),
  cite: optional(TEXT, isText),
  axioms: optional('must be "metric", "semimetric" or "none"', (value) =>
    ["metric", "semimetric", "none"].includes(String(value)),
  ),
  minimumRows: optional("must be an integer from 1 on", isCount),
  usesCorrespondence: optional("must be true or false", (value) => typeof value === "boolean"),
  expectedFailures: optional(
    "must be an object of checks and reasons",
    (value) => isRecord(value) && Object.values(value).every(isText),
  ),
};

/** A value as text on one line, whatever it is. */
const shown = (value: unknown): string => inspect(value, { depth: 1, breakLength: Infinity }).slice(0, 120);

const bad = (file: string, message: string, got: string | undefined, remedy: string): EtalonError =>
  new EtalonError("check/bad-metric", `${file}: ${message}`, {
    ...(got === undefined ? {} : { got }),
    remedy,
  });

/**
 * Checks that a module's default export is a metric.
 *
 * @throws EtalonError `check/bad-metric` naming the field, what it must be and what to add.
 */
export function requireAuthorMetric(value: unknown, file: string): AuthorMetric {
  if (!isRecord(value)) {
    throw bad(
      file,
      "must export a metric by default",
      value === undefined ? "no default export" : shown(value),
      "end it with: export default { id, direction, range, symmetric, invariances, compare }",
    );
  }
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(FIELDS, name)) continue;
    const meant = nearest(name, Object.keys(FIELDS));
    throw bad(
      file,
      `a metric has no field "${name}"`,
      undefined,
      meant === undefined ? `fields are ${Object.keys(FIELDS).join(", ")}` : `did you mean "${meant}"?`,
    );
  }
  for (const [name, field] of Object.entries(FIELDS)) {
    const given = value[name];
    if (given === undefined) {
      if (field.required) throw bad(file, `the metric has no "${name}"`, undefined, field.add);
    } else if (!field.is(given)) {
      throw bad(file, `"${name}" ${field.must}`, shown(given), field.add || "correct it or leave it out");
    }
  }
  if (value["compare"] === undefined && value["score"] === undefined) {
    throw bad(
      file,
      'the metric has no "compare"',
      undefined,
      "add compare(x, y) { … }, which returns a number; x.values[i * x.p + j] is unit j of stimulus i",
    );
  }
  if (value["compare"] !== undefined && value["score"] !== undefined) {
    throw bad(file, 'a metric has "compare" or "score", not both', undefined, "leave one of them out");
  }
  return value as unknown as AuthorMetric;
}

/** What a declaration says and implies; the order of the stimuli is taken not to matter. */
function invariancesOf(declared: AuthorMetric["invariances"]): Invariances {
  if (!("x" in declared)) return bothSides(...declared);
  return {
    x: closure([...declared.x, "row-permutation"]),
    y: closure([...declared.y, "row-permutation"]),
  };
}

/** The very numbers, so that a metric that changes them is found out. */
const viewOf = ({ n, p, values }: Representation): AuthorActivations => ({ n, p, values: values.data });

const noValue = (reason: string): never => {
  throw new Undefined(reason);
};

type Code = Partial<Metric> & Pick<Metric, "compare">;

/** The code of a metric that is a function of plain arrays. */
const plainCode = (compare: NonNullable<AuthorMetric["compare"]>): Code => ({
  compare: (x, y, context) =>
    compare(viewOf(x), viewOf(y), {
      get random() {
        return context.random;
      },
      noValue,
    }),
});

/**
 * An author's metric as the suites ask it.
 *
 * @throws EtalonError `tensors/missing` for a score in tensors where tfjs is not installed.
 */
export async function metricOf(author: AuthorMetric): Promise<Metric> {
  const { id, direction, range, symmetric, compare, score, input = "raw" } = author;
  const code =
    compare === undefined
      ? await (await import("../../tensors/index.ts")).fromTensors(score!, { input })
      : plainCode(compare);
  return {
    id,
    version: author.version ?? 1,
    title: author.title ?? id,
    family: id,
    formula: author.formula ?? "not given",
    cite: author.cite ?? "not given",
    direction,
    range,
    symmetric,
    axioms: author.axioms ?? "none",
    invariances: invariancesOf(author.invariances),
    minimumRows: author.minimumRows ?? 2,
    cost: "not given",
    aliases: [],
    caveats: [],
    usesCorrespondence: author.usesCorrespondence ?? true,
    control: false,
    differentiable: false,
    heavy: false,
    ...code,
  };
}
