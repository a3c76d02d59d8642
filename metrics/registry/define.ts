import { requireClosed, type Invariances } from "../../core/invariance.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Axioms, Direction, Metric, MetricContext, Slope, SlopeInto } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import type { Param, ParamsOf, ParamValue } from "./params.ts";
import { readParams, writeId } from "./params.ts";

/** A value, or how it follows from the parameters. */
type Of<P, T> = T | ((params: P) => T);

type Specs = Record<string, Param>;

/** Everything that defines a metric and its variants. Fields left out have the default named with them. */
export interface Definition<S extends Specs = Specs> {
  /** The id without parameters. */
  readonly name: string;
  readonly version: number;
  readonly title: Of<ParamsOf<S>, string>;
  readonly formula: Of<ParamsOf<S>, string>;
  readonly cite: Of<ParamsOf<S>, string>;
  readonly direction: Direction;
  readonly range: Of<ParamsOf<S>, readonly [number, number]>;
  readonly unit?: "radian" | "nat";
  /** @defaultValue true */
  readonly symmetric?: Of<ParamsOf<S>, boolean>;
  /** @defaultValue none */
  readonly axioms?: Axioms;
  readonly invariances: Of<ParamsOf<S>, Invariances>;
  /** @defaultValue 2 */
  readonly minimumRows?: Of<ParamsOf<S>, number>;
  /** Order of the time of one comparison, for n rows and p units a side. */
  readonly cost: string;
  readonly aliases?: Of<ParamsOf<S>, readonly string[]>;
  readonly caveats?: Of<ParamsOf<S>, readonly string[]>;
  /** @defaultValue true */
  readonly usesCorrespondence?: boolean;
  /** @defaultValue false */
  readonly control?: boolean;
  /** @defaultValue false */
  readonly heavy?: Of<ParamsOf<S>, boolean>;
  readonly params?: S;
  /** The variants that are run and listed by default. @defaultValue the one with default parameters */
  readonly listed?: readonly Partial<ParamsOf<S>>[];
  /** The measure itself. Throws `Undefined` where the formula has no limit. */
  readonly compare: (
    x: Representation,
    y: Representation,
    params: ParamsOf<S>,
    context: MetricContext,
  ) => number;
  /** Whether this variant has the gradient. @defaultValue whether there is one */
  readonly differentiable?: Of<ParamsOf<S>, boolean>;
  /** ∂ compare / ∂ Y, n×p2. */
  readonly gradient?: (x: Representation, y: Representation, params: ParamsOf<S>) => Matrix;
  /** The value and its gradient from one decomposition; see `Metric.slope`. */
  readonly slope?: (x: Representation, y: Representation, params: ParamsOf<S>) => Slope;
  /** The slopes of one ascent; see `Metric.ascent`. Only beside `slope`. */
  readonly ascent?: (x: Representation, width: number, params: ParamsOf<S>) => SlopeInto;
  /** All (i, j) together; NaN where `compare` would throw `Undefined`. */
  readonly allPairs?: (
    xs: readonly Representation[],
    ys: readonly Representation[],
    params: ParamsOf<S>,
  ) => Matrix;
  /** Maps the value to a similarity that is 1 at identity. */
  readonly similarity?: (value: number) => number;
}

/** A definition with its parameter types folded away: it makes metrics. */
export interface MetricTemplate {
  readonly name: string;
  readonly params: Specs;
  /** The metric whose id is the name followed by `text`. @throws EtalonError `metric/bad-parameter`. */
  parse(family: string, text: string): Metric;
  /** The metrics listed by default. */
  list(family: string): Metric[];
}

function make<S extends Specs>(
  definition: Definition<S>,
  family: string,
  values: Record<string, ParamValue>,
): Metric {
  const params = values as ParamsOf<S>;
  const of = <T>(field: Of<ParamsOf<S>, T>): T =>
    typeof field === "function" ? (field as (given: ParamsOf<S>) => T)(params) : field;
  const { compare, slope, ascent, allPairs, similarity } = definition;
  const gradient = of(definition.differentiable ?? true) ? definition.gradient : undefined;
  const id = writeId(definition.name, definition.params ?? {}, values);
  const metric: Metric = {
    id,
    version: definition.version,
    title: of(definition.title),
    family,
    formula: of(definition.formula),
    cite: of(definition.cite),
    direction: definition.direction,
    range: of(definition.range),
    ...(definition.unit === undefined ? {} : { unit: definition.unit }),
    symmetric: of(definition.symmetric ?? true),
    axioms: definition.axioms ?? "none",
    invariances: of(definition.invariances),
    minimumRows: of(definition.minimumRows ?? 2),
    cost: definition.cost,
    aliases: of(definition.aliases ?? []),
    caveats: of(definition.caveats ?? []),
    usesCorrespondence: definition.usesCorrespondence ?? true,
    control: definition.control ?? false,
    differentiable: gradient !== undefined,
    heavy: of(definition.heavy ?? false),
    compare: (x, y, context) => compare(x, y, params, context),
    ...(gradient === undefined
      ? {}
      : { gradient: (x: Representation, y: Representation) => gradient(x, y, params) }),
    ...(gradient === undefined || slope === undefined
      ? {}
      : { slope: (x: Representation, y: Representation) => slope(x, y, params) }),
    ...(gradient === undefined || slope === undefined || ascent === undefined
      ? {}
      : { ascent: (x: Representation, width: number) => ascent(x, width, params) }),
    ...(allPairs === undefined
      ? {}
      : {
          allPairs: (xs: readonly Representation[], ys: readonly Representation[]) =>
            allPairs(xs, ys, params),
        }),
    ...(similarity === undefined ? {} : { similarity }),
  };
  requireClosed(`metric "${id}"`, metric.invariances);
  return metric;
}

/** Defines a metric: one formula with its metadata and, where it has parameters, its variants. */
export function defineMetric<const S extends Specs = Record<string, never>>(
  definition: Definition<S>,
): MetricTemplate {
  const specs: Specs = definition.params ?? {};
  const defaults = Object.fromEntries(Object.entries(specs).map(([field, param]) => [field, param.default]));
  return {
    name: definition.name,
    params: specs,
    parse: (family, text) => make(definition, family, readParams(definition.name, specs, text)),
    list: (family) =>
      (definition.listed ?? [{}]).map((chosen) =>
        make(definition, family, { ...defaults, ...(chosen as Record<string, ParamValue>) }),
      ),
  };
}

/** A family: the metrics that share a file, a formula and a test. */
export interface Family {
  /** The name of the file. */
  readonly id: string;
  readonly title: string;
  readonly metrics: readonly MetricTemplate[];
}

export const defineFamily = (family: Family): Family => family;
