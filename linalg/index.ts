import { EtalonError } from "../core/errors.ts";
import type { Backend } from "./backend.ts";
import type { Discovery } from "./native/discovery.ts";
import { discover } from "./native/discovery.ts";
import { portableBackend } from "./portable/backend.ts";

export type {
  Arithmetic,
  Backend,
  ProductOptions,
  SymmetricEigen,
  ThinQr,
  ThinSvd,
  TriangularOptions,
} from "./backend.ts";
export type { Discovery, Trial } from "./native/discovery.ts";

let discovery: Discovery | undefined;
let portable: Backend | undefined;
let active: Backend | undefined;

/**
 * The active backend. The first call chooses by the environment variable `ETALON_BACKEND`: `auto` (the default:
 * native when a library is found, otherwise portable), `native` or `portable`.
 *
 * @throws EtalonError `linalg/backend` for another value, `linalg/no-native` when a library was asked for (also by
 * `ETALON_BLAS`) and none can be used, `linalg/not-built` when the portable kernel has not been built.
 */
export function backend(): Backend {
  return (active ??= choose(process.env["ETALON_BACKEND"] ?? "auto"));
}

/**
 * Makes the named backend the active one.
 *
 * @throws EtalonError like {@link backend}.
 */
export function useBackend(name: Backend["name"]): Backend {
  return (active = name === "native" ? native() : getPortable());
}

/** Every backend that works here, native first. */
export function availableBackends(): Backend[] {
  const found = describeDiscovery().backend;
  return found ? [found, getPortable()] : [getPortable()];
}

/** The native backend, if any, every library that was tried, and why it was or was not taken. */
export function describeDiscovery(): Discovery {
  return (discovery ??= discover());
}

function choose(name: string): Backend {
  switch (name) {
    case "auto":
      // A library named by the user is not silently replaced.
      return describeDiscovery().backend ?? (process.env["ETALON_BLAS"] ? native() : getPortable());
    case "native":
      return native();
    case "portable":
      return getPortable();
    default:
      throw new EtalonError("linalg/backend", "ETALON_BACKEND must be auto, native or portable", {
        got: name,
      });
  }
}

function getPortable(): Backend {
  return (portable ??= portableBackend());
}

function native(): Backend {
  const { backend: found, trials, obstacle } = describeDiscovery();
  if (found) return found;
  const existing = trials.filter(({ detail }) => detail !== "no such file");
  throw new EtalonError("linalg/no-native", "no BLAS and LAPACK library can be used", {
    got:
      obstacle ??
      (existing.map((t) => `${t.path}: ${t.detail}`).join("; ") || "none of the known paths exists"),
    remedy: "install OpenBLAS, set ETALON_BLAS to a library's path, or set ETALON_BACKEND=portable",
  });
}
