import { EtalonError } from "../core/errors.ts";
import type { Metric } from "../core/metric.ts";
import { nearest } from "../core/nearest.ts";
import type { Suite } from "../core/suite.ts";
import { loadMetrics, metricById } from "../metrics/registry/index.ts";
import { loadSuites } from "../suites/registry/index.ts";
import type { SubmittedMetric } from "./submission/spec.ts";

/** The code that a run is about. */
export interface Catalogue {
  readonly metrics: readonly (Metric | SubmittedMetric)[];
  readonly suites: readonly Suite[];
}

/** A catalogue of Etalon's own code alone. */
export interface OwnCatalogue extends Catalogue {
  readonly metrics: readonly Metric[];
}

/** The ids of what is to be loaded. */
export interface CatalogueRequest {
  readonly metrics: readonly string[];
  readonly suites: readonly string[];
}

/**
 * What a module must export as `loadCatalogue` so that a worker process can load metrics and suites by itself: code
 * cannot be sent to another process.
 */
export type CatalogueLoader = (request: CatalogueRequest) => Promise<OwnCatalogue>;

/** This module's address: the catalogue of everything that Etalon has. */
export const BUILT_IN_CATALOGUE: string = import.meta.url;

/**
 * The built-in metrics and suites with these ids.
 *
 * @throws EtalonError `metric/unknown`, `suite/unknown` with the nearest id.
 */
export const loadCatalogue: CatalogueLoader = async ({ metrics, suites }) => {
  const known = await loadSuites();
  return {
    metrics: await Promise.all(metrics.map(metricById)),
    suites: suites.map((id) => known.find((suite) => suite.id === id) ?? unknownSuite(id, known)),
  };
};

/** Everything that is listed: the metrics, controls last, and the suites. */
export async function wholeCatalogue(): Promise<OwnCatalogue> {
  return { metrics: await loadMetrics(), suites: await loadSuites() };
}

function unknownSuite(id: string, known: readonly Suite[]): never {
  const meant = nearest(
    id,
    known.map((suite) => suite.id),
  );
  throw new EtalonError("suite/unknown", `there is no suite "${id}"`, {
    remedy: meant === undefined ? "see: etalon list suites" : `did you mean "${meant}"?`,
  });
}
