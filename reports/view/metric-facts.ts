import type { MetricEntry } from "../../core/result.ts";
import type { CitePart } from "./cite.ts";
import { citeParts } from "./cite.ts";
import { formatRange } from "./format.ts";

/** A line of a metric's description. */
export interface Fact {
  readonly term: string;
  readonly parts: readonly CitePart[];
}

interface PlainFact {
  readonly term: string;
  readonly text: string;
}

const AXIOMS: Readonly<Record<MetricEntry["axioms"], string>> = {
  metric: "a metric by its own account (identity, symmetry, triangle inequality)",
  semimetric: "a semimetric by its own account (identity and symmetry, no triangle inequality)",
  none: "claims no axiom of a distance",
};

function declaredText(transforms: readonly string[]): string {
  return transforms.length === 0
    ? "nothing"
    : transforms.map((transform) => transform.replaceAll("-", " ")).join(", ");
}

function declaredInvariances({ invariances: { x, y } }: MetricEntry): PlainFact[] {
  const [onX, onY] = [declaredText(x), declaredText(y)];
  return onX === onY
    ? [{ term: "Declared invariant to", text: onX }]
    : [
        { term: "Declared invariant to, on X", text: onX },
        { term: "Declared invariant to, on Y", text: onY },
      ];
}

/** What a value is, in one sentence: direction, range, symmetry, axioms. */
function valueText({ direction, range, unit, symmetric, axioms }: MetricEntry): string {
  return [
    `${direction} in ${formatRange(range, unit)}, ${direction === "similarity" ? "larger" : "smaller"} is more alike`,
    symmetric ? "symmetric" : "not symmetric, s(X, Y) differs from s(Y, X)",
    AXIOMS[axioms],
  ].join("; ");
}

/** What it takes to compute it: rows, their order, time, and whether there is a gradient. */
function demandText({ minimumRows, usesCorrespondence, cost, differentiable }: MetricEntry): string {
  return [
    `${minimumRows} rows or more`,
    usesCorrespondence
      ? "paired by stimulus"
      : "not paired by stimulus, so that a permutation null means nothing here",
    `time like ${cost}`,
    differentiable ? "gradient in closed form" : "no gradient",
  ].join("; ");
}

/** All that a metric says of itself besides its formula and its caveats. */
export function metricFacts(metric: MetricEntry): Fact[] {
  const plain: PlainFact[] = [
    ...(metric.aliases.length === 0 ? [] : [{ term: "Also called", text: metric.aliases.join(", ") }]),
    { term: "Value", text: valueText(metric) },
    ...declaredInvariances(metric),
    { term: "Asks for", text: demandText(metric) },
  ];
  return [
    { term: "Source", parts: citeParts(metric.cite) },
    ...plain.map(({ term, text }) => ({ term, parts: [{ text, href: "" }] })),
  ];
}
