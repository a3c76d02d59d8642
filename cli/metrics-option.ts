import type { Metric } from "../core/metric.ts";
import { loadMetrics, metricById } from "../metrics/registry/index.ts";
import { expandIds, idList } from "./selection.ts";

/**
 * The metrics that `--metrics` names, each once, in the order in which they are named.
 *
 * @param text Ids and globs, separated by commas; globs fit listed metrics, a plain id may be any variant.
 * @throws EtalonError `usage/no-match`, `metric/unknown` and the other codes of an id that cannot be read.
 */
export async function namedMetrics(text: string): Promise<Metric[]> {
  const listed = await loadMetrics();
  const ids = expandIds(
    "metric",
    idList(text),
    listed.map(({ id }) => id),
  );
  const metrics = await Promise.all(ids.map(metricById));
  // One metric may have been named in two ways: parameters in another order, or a default written out.
  return metrics.filter(({ id }, k) => metrics.findIndex((other) => other.id === id) === k);
}

/** The same metrics in the catalogue's order, unlisted ones last, so that a run does not depend on how it was asked. */
export async function inCatalogueOrder(metrics: readonly Metric[]): Promise<Metric[]> {
  const listed = (await loadMetrics()).map(({ id }) => id);
  const rank = ({ id }: Metric): number => (listed.includes(id) ? listed.indexOf(id) : listed.length);
  return [...metrics].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}
