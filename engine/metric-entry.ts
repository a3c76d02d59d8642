import type { MetricInfo } from "../core/metric.ts";
import type { MetricEntry } from "../core/result.ts";

type Bound = MetricEntry["range"][number];

/** An end of a range as JSON can hold it. */
const bound = (value: number): Bound =>
  Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity";

/** A metric's metadata as it is published: in results and by `etalon list`. */
export function metricEntry(metric: MetricInfo): MetricEntry {
  return {
    id: metric.id,
    version: metric.version,
    title: metric.title,
    family: metric.family,
    formula: metric.formula,
    cite: metric.cite,
    direction: metric.direction,
    range: [bound(metric.range[0]), bound(metric.range[1])],
    ...(metric.unit === undefined ? {} : { unit: metric.unit }),
    symmetric: metric.symmetric,
    axioms: metric.axioms,
    invariances: { x: [...metric.invariances.x], y: [...metric.invariances.y] },
    minimumRows: metric.minimumRows,
    cost: metric.cost,
    aliases: [...metric.aliases],
    caveats: [...metric.caveats],
    usesCorrespondence: metric.usesCorrespondence,
    control: metric.control,
    differentiable: metric.differentiable,
    heavy: metric.heavy,
    ...(metric.engine === undefined ? {} : { engine: metric.engine }),
    ...(metric.precision === undefined ? {} : { precision: metric.precision }),
    ...(metric.submission === undefined ? {} : { submission: metric.submission }),
  };
}
