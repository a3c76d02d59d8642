import type { ConvArchitecture } from "./architecture.ts";
import { convArchitecture } from "./architecture.ts";
import type { InputScale } from "./images.ts";
import type { ConvParameters } from "./parameters.ts";
import { initialConvParameters } from "./parameters.ts";

/** A network that can be run: batch norm is folded into its convolutions. */
export interface ConvNetwork {
  /** Unique in the zoo, such as `c6/seed-3`. */
  readonly id: string;
  readonly seed: number;
  readonly architecture: ConvArchitecture;
  readonly scale: InputScale;
  readonly parameters: ConvParameters;
}

/**
 * The control: a c6 that was initialised and never trained, so that a batch norm of it changes nothing. Its weights
 * are those from which the trained c6 of the same seed started.
 *
 * @param scale - that of the trained networks, so that both see the same input.
 */
export function untrained(seed: number, scale: InputScale): ConvNetwork {
  const architecture = convArchitecture("c6");
  return {
    id: `untrained/seed-${seed}`,
    seed,
    architecture,
    scale,
    parameters: initialConvParameters(architecture, seed),
  };
}
