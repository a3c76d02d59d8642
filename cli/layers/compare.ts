import type { Metric } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import { subjectOf } from "../../engine/subject.ts";
import type { Entry, LayerMap } from "../../reports/layer-map/types.ts";
import type { Layer } from "./network.ts";
import { matchesOf, transposed } from "./match.ts";

function entryOf(outcome: NumberOutcome): Entry {
  switch (outcome.status) {
    case "ok":
      return outcome.value;
    case "undefined":
    case "not-applicable":
      return { status: outcome.status, reason: outcome.reason };
    case "error":
      return { status: "error", reason: `${outcome.message} [${outcome.code}]` };
    case "crashed":
      return { status: "crashed", reason: outcome.message };
    case "timeout":
    case "out-of-memory":
      return { status: outcome.status, reason: outcome.status };
  }
}

const table = (outcomes: readonly NumberOutcome[], rows: number, cols: number): Entry[][] =>
  Array.from({ length: rows }, (_, i) => outcomes.slice(i * cols, (i + 1) * cols).map(entryOf));

/** The mean of both directions, or the reason of the one that has no value. */
const meanOf = (forth: Entry, back: Entry): Entry =>
  typeof forth !== "number" ? forth : typeof back !== "number" ? back : (forth + back) / 2;

/**
 * What a metric says about all pairs of layers. All are asked together, so that what a layer needs is computed once.
 * Of an asymmetric metric both directions are asked, and their mean is the map, as in the suite `layers`.
 */
export function compareLayers(
  metric: Metric,
  a: readonly Layer[],
  b: readonly Layer[],
  seed: number,
): LayerMap {
  const subject = subjectOf(metric, randomFrom(seed, "layers", metric.id));
  const [xs, ys] = [a, b].map((layers) => layers.map(({ activations }) => activations));
  const forth = table(subject.allPairs(xs!, ys!), a.length, b.length);
  const back = metric.symmetric
    ? undefined
    : transposed(table(subject.allPairs(ys!, xs!), b.length, a.length));
  const entries =
    back === undefined ? forth : forth.map((row, i) => row.map((entry, j) => meanOf(entry, back[i]![j]!)));
  const { id, version, title, direction, symmetric } = metric;
  const [rows, columns] = [a, b].map((layers) => layers.map(({ name }) => name));
  return {
    metric: id,
    version,
    title,
    direction,
    symmetric,
    entries,
    ...(back === undefined ? {} : { directed: { forth, back } }),
    matches: {
      a: matchesOf(entries, rows!, columns!, direction),
      b: matchesOf(transposed(entries), columns!, rows!, direction),
    },
  };
}
