import { useOneThread } from "../engine/host/environment.ts";
import { type Backend, backend, useBackend } from "../linalg/index.ts";

/** The words of `--backend`. */
export const BACKENDS = ["auto", "native", "portable"] as const;

/**
 * Makes the backend that was asked for the active one, with one BLAS thread; `auto` leaves the choice to the
 * environment and to what there is.
 *
 * @throws EtalonError `linalg/no-native`, `linalg/not-built`.
 */
export function activateBackend(name: (typeof BACKENDS)[number]): Backend {
  useOneThread();
  return name === "auto" ? backend() : useBackend(name);
}
