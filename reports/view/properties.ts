import type { MetricEntry } from "../../core/result.ts";

/** A property of metrics that tables can be filtered by. */
export interface Property {
  /** One word without spaces, for the address of the page. */
  readonly tag: string;
  readonly title: string;
}

interface Known extends Property {
  readonly holds: (metric: MetricEntry) => boolean;
}

const invariantTo =
  (...transforms: readonly MetricEntry["invariances"]["x"][number][]) =>
  ({ invariances: { x, y } }: MetricEntry): boolean =>
    transforms.every((transform) => x.includes(transform) && y.includes(transform));

/** The properties, as declared by the metrics; what was measured is in the matrix of invariances. */
export const PROPERTIES: readonly Known[] = [
  { tag: "differentiable", title: "has a gradient", holds: (metric) => metric.differentiable },
  { tag: "symmetric", title: "symmetric", holds: (metric) => metric.symmetric },
  { tag: "metric", title: "declared a metric distance", holds: (metric) => metric.axioms === "metric" },
  { tag: "similarity", title: "a similarity", holds: (metric) => metric.direction === "similarity" },
  { tag: "distance", title: "a distance", holds: (metric) => metric.direction === "distance" },
  { tag: "orthogonal", title: "invariant to rotation", holds: invariantTo("orthogonal") },
  { tag: "linear", title: "invariant to invertible linear maps", holds: invariantTo("invertible-linear") },
  { tag: "scaling", title: "invariant to scaling", holds: invariantTo("isotropic-scaling") },
  { tag: "light", title: "not costly", holds: (metric) => !metric.heavy },
];

/** The tags of the properties that a metric has. */
export function tagsOf(metric: MetricEntry): string[] {
  return PROPERTIES.filter(({ holds }) => holds(metric)).map(({ tag }) => tag);
}
