import { EtalonError } from "../../core/errors.ts";
import { fromRows } from "../../core/matrix.ts";
import { describeDiscovery, useBackend } from "../../linalg/index.ts";
import { type Check, needed, optional } from "./check.ts";

/** One candidate of the native backend and the verdict on it. */
export interface CandidateVerdict {
  readonly path: string;
  readonly origin: string;
  readonly accepted: boolean;
  readonly detail: string;
}

/** Every library that was looked for, in order, and what came of it. */
export function candidateVerdicts(): CandidateVerdict[] {
  return describeDiscovery().trials.map(({ path, origin, accepted, detail }) => ({
    path,
    origin,
    accepted,
    detail,
  }));
}

/** A product whose value is known: the kernel is loaded and computes. */
function portable(): string {
  const active = useBackend("portable");
  const a = fromRows([
    [1, 2],
    [3, 4],
  ]);
  const product = [...active.multiply(a, a).data];
  if (product.join() === "7,10,15,22") return active.description;
  throw new EtalonError("doctor/wrong-product", "the portable kernel computes a wrong product", {
    got: product.join(),
    remedy: "build it again: npm run build",
  });
}

function native(): string {
  const { backend, obstacle } = describeDiscovery();
  if (backend !== undefined) return backend.description;
  throw new EtalonError(
    "doctor/no-native",
    obstacle ?? "no BLAS and LAPACK library was found; runs take longer without",
  );
}

/** The WebAssembly kernel, which is needed, and the native library, which makes runs faster. */
export function backendChecks(): Promise<Check>[] {
  return [needed("backend portable", portable), optional("backend native", native)];
}
