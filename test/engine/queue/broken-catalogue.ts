import type { CatalogueLoader } from "../../../engine/catalogue.ts";
import { loadCatalogue as load } from "../support/catalogue.ts";

/** A catalogue that only the process of the test itself can load, not a worker process. */
export const loadCatalogue: CatalogueLoader = (request) =>
  /host.worker\.ts$/.test(process.argv[1] ?? "")
    ? Promise.reject(new Error("broken on purpose"))
    : load(request);
