import type { AttentionArchitecture } from "./attention-architecture.ts";
import type { AttentionParameters } from "./attention-parameters.ts";
import { initialAttentionParameters } from "./attention-parameters.ts";
import type { ConvArchitecture } from "./architecture.ts";
import { convArchitecture } from "./architecture.ts";
import type { InputScale } from "./images.ts";
import type { ConvParameters } from "./parameters.ts";
import { initialConvParameters } from "./parameters.ts";

/** A convolutional network that can be run: batch norm is folded into its convolutions. */
export interface ConvNetwork {
  readonly kind: "convolutional";
  /** Unique in the zoo, such as `c6/seed-3`. */
  readonly id: string;
  readonly seed: number;
  readonly scale: InputScale;
  readonly architecture: ConvArchitecture;
  readonly parameters: ConvParameters;
}

/** An attention network that can be run. */
export interface AttentionNetwork {
  readonly kind: "attention";
  readonly id: string;
  readonly seed: number;
  readonly scale: InputScale;
  readonly architecture: AttentionArchitecture;
  readonly parameters: AttentionParameters;
}

/** Any network that takes images. */
export type Network = ConvNetwork | AttentionNetwork;

/** Pixel statistics of the images on which the c6 networks were trained. */
export const INPUT_SCALE: InputScale = { mean: 0.28577747765764594, deviation: 0.3300302430535027 };

/**
 * The control: a c6, initialised and never trained, so that its batch norms change nothing. Its weights are those from
 * which the trained c6 of this seed started.
 */
export function untrained(seed: number): ConvNetwork {
  const architecture = convArchitecture("c6");
  const parameters = initialConvParameters(architecture, seed);
  return {
    kind: "convolutional",
    id: `untrained/seed-${seed}`,
    seed,
    architecture,
    scale: INPUT_SCALE,
    parameters,
  };
}

/** A network as it was before its training. */
export function untrainedTwin(network: Network): Network {
  const id = `untrained/${network.id}`;
  const { architecture, seed } = network;
  return architecture.kind === "attention"
    ? {
        ...network,
        kind: "attention",
        id,
        architecture,
        parameters: initialAttentionParameters(architecture, seed),
      }
    : {
        ...network,
        kind: "convolutional",
        id,
        architecture,
        parameters: initialConvParameters(architecture, seed),
      };
}
