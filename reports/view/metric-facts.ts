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
  metric: "metric: identity, symmetry, triangle inequality",
  semimetric: "semimetric: identity and symmetry, no triangle inequality",
  none: "claims none",
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

/** All that a metric says of itself besides its formula and its caveats. */
export function metricFacts(metric: MetricEntry): Fact[] {
  const plain: PlainFact[] = [
    ...(metric.aliases.length === 0 ? [] : [{ term: "Also called", text: metric.aliases.join(", ") }]),
    {
      term: "Value",
      text: `${metric.direction}, ${metric.direction === "similarity" ? "larger" : "smaller"} is more alike`,
    },
    { term: "Range", text: formatRange(metric.range, metric.unit) },
    { term: "Symmetric", text: metric.symmetric ? "yes" : "no: s(X, Y) differs from s(Y, X)" },
    { term: "Axioms of a distance", text: AXIOMS[metric.axioms] },
    ...declaredInvariances(metric),
    { term: "Fewest rows", text: String(metric.minimumRows) },
    { term: "Cost of one comparison", text: metric.cost },
    { term: "Gradient", text: metric.differentiable ? "closed form" : "none" },
    {
      term: "Pairs rows of X and Y",
      text: metric.usesCorrespondence ? "yes" : "no: a permutation null means nothing here",
    },
  ];
  return [
    { term: "Source", parts: citeParts(metric.cite) },
    ...plain.map(({ term, text }) => ({ term, parts: [{ text, href: "" }] })),
  ];
}
