import type { CatalogueLoader } from "../../../engine/catalogue.ts";
import * as metrics from "./metrics.ts";
import { brokenSuite, gridSuite, pairSuite } from "./suites.ts";

const { difference, dice, undefinedAlways, thrower, notANumber, mutator, killer, counted, shy, slow } =
  metrics;

export const ALL_METRICS = [
  difference,
  dice,
  undefinedAlways,
  thrower,
  notANumber,
  mutator,
  killer,
  counted,
  shy,
  slow,
];
export const ALL_SUITES = [pairSuite(), gridSuite, brokenSuite];

/** The address that worker processes load the metrics and suites of the tests from. */
export const TEST_CATALOGUE: string = import.meta.url;

export const loadCatalogue: CatalogueLoader = ({ metrics: ids, suites }) =>
  Promise.resolve({
    metrics: ALL_METRICS.filter(({ id }) => ids.includes(id)),
    suites: ALL_SUITES.filter(({ id }) => suites.includes(id)),
  });
