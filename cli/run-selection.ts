import path from "node:path";
import type { Command } from "commander";
import type { Profile } from "../core/suite.ts";
import { type Catalogue, wholeCatalogue } from "../engine/catalogue.ts";
import { NETWORKS_VARIABLE, OWN_NETWORKS_CATALOGUE } from "../engine/own-networks/catalogue.ts";
import { readOwnNetworks } from "../engine/own-networks/manifest.ts";
import { ownLayers } from "../suites/layer-checks/own.ts";
import { inCatalogueOrder, namedMetrics } from "./metrics-option.ts";
import { integerOption, wordOption } from "./options.ts";
import { loadEntrant } from "./submission/load.ts";
import { addSubmissionOptions, repeated, type SubmissionOptions, trustOf } from "./submission/options.ts";
import { namedSuites } from "./suites-option.ts";

/** The flags that say which cells there are: the same for every verb that runs, plans or distributes. */
export interface SelectionOptions extends SubmissionOptions {
  readonly profile: Profile;
  readonly metric: readonly string[];
  readonly metrics?: string;
  readonly suites?: string;
  readonly networks?: string;
  readonly seed: number;
}

/** What is selected: metrics and suites, and where worker processes load the same from. */
export interface Selected extends Catalogue {
  /** Address of a module; undefined for the built-in catalogue. */
  readonly catalogue?: string;
}

/** Adds the flags of {@link SelectionOptions}. */
export function addSelectionOptions(command: Command): Command {
  return addSubmissionOptions(command)
    .option(
      "--metric <word>",
      "a metric of your own beside them, as etalon check names it; may be repeated",
      repeated,
      [],
    )
    .option(
      "--profile <name>",
      "quick for a first look, full for numbers to publish",
      wordOption("--profile", ["quick", "full"]),
      "quick",
    )
    .option("--metrics <ids>", "ids and globs, separated by commas; (default: all that are listed)")
    .option("--suites <ids>", "ids and globs, separated by commas (default: all)")
    .option(
      "--networks <manifest>",
      "find the corresponding layers of networks of your own (docs/layers.md); alone, or beside --suites",
    )
    .option("--seed <n>", "all randomness derives from it", integerOption("--seed"), 1);
}

/**
 * What is to be run, in the catalogue's order whatever the order of the words. Worker processes are told by the
 * environment of which networks they are to read.
 *
 * @throws EtalonError the codes of ids, submissions and manifests of networks.
 */
export async function selected(options: SelectionOptions): Promise<Selected> {
  const { networks } = options;
  const whole = await wholeCatalogue();
  const metrics =
    options.metrics === undefined
      ? whole.metrics
      : await inCatalogueOrder(await namedMetrics(options.metrics));
  const entrants = [];
  for (const word of options.metric) entrants.push(await loadEntrant(word, trustOf(options)));
  const own = networks === undefined ? [] : [ownLayers(await readOwnNetworks(networks))];
  const named = networks === undefined || options.suites !== undefined;
  if (networks !== undefined) process.env[NETWORKS_VARIABLE] = path.resolve(networks);
  return {
    metrics: [...metrics, ...entrants.map(({ metric }) => metric)],
    suites: [...(named ? await namedSuites(options.suites) : []), ...own],
    ...(networks === undefined ? {} : { catalogue: OWN_NETWORKS_CATALOGUE }),
  };
}
