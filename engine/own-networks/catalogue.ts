import { OWN_LAYERS, ownLayers } from "../../suites/layer-checks/own.ts";
import type { CatalogueLoader } from "../catalogue.ts";
import { loadCatalogue as loadBuiltIn } from "../catalogue.ts";
import { readOwnNetworks } from "./manifest.ts";

/** The environment variable by which a worker process learns of a user's own networks: the manifest's full path. */
export const NETWORKS_VARIABLE = "ETALON_NETWORKS";

/** This module's address: the built-in catalogue and the suite about a user's own networks. */
export const OWN_NETWORKS_CATALOGUE: string = import.meta.url;

/** As that of the built-in catalogue, with the suite `own-layers` where it is asked for. @throws EtalonError as both. */
export const loadCatalogue: CatalogueLoader = async (request) => {
  const built = await loadBuiltIn({ ...request, suites: request.suites.filter((id) => id !== OWN_LAYERS) });
  const file = process.env[NETWORKS_VARIABLE];
  if (!request.suites.includes(OWN_LAYERS) || file === undefined) return built;
  return { ...built, suites: [...built.suites, ownLayers(await readOwnNetworks(file))] };
};
