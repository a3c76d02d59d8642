import type { MetricInfo } from "../../core/metric.ts";
import type { Case, Profile } from "../../core/suite.ts";
import type { LayerReadout } from "../../generators/networks/layer-matrices.ts";
import type { Members } from "../../generators/networks/shipped.ts";

/**
 * - `behaviour`: is the last layer of two networks the more alike, the more alike they answer?
 * - `order`: is a layer more like a near layer of its network than like a far one?
 */
export type GroundingParams = {
  readonly kind: "behaviour" | "order";
  readonly networks: Members;
  readonly readout: LayerReadout;
  readonly images: number;
  /** Networks in a row that were trained on equally noisy labels; 0 where there are no such groups. */
  readonly grouped: number;
  /** Whether its findings may be ranked: where the networks differ in more than chance. */
  readonly ranked: boolean;
};

/** Images whose activations are compared; what the networks do is taken from all 500. */
const IMAGES = 200;

const asCase = (
  id: string,
  kind: GroundingParams["kind"],
  group: string,
  count: number,
  more: Partial<GroundingParams> = {},
): Case<GroundingParams> => ({
  id,
  params: {
    kind,
    networks: { group, first: 0, count },
    readout: "pooled",
    images: IMAGES,
    grouped: 0,
    ranked: true,
    ...more,
  },
  replicates: 1,
});

/** Recipes differ in the ranked cases; ten seeds of one recipe differ by chance alone, and are shown beside them. */
export function groundingCases(profile: Profile): Case<GroundingParams>[] {
  const full = profile === "full";
  const both = [
    asCase("label-noise", "behaviour", "label-noise", 15, { grouped: 3 }),
    asCase("attention-layers", "order", "attention", full ? 10 : 3, { readout: "one-position" }),
  ];
  if (!full) return both;
  return [
    ...both,
    asCase("cnn-layers", "order", "c6", 10),
    asCase("training-time", "behaviour", "training-time", 12),
    asCase("weight-decay", "behaviour", "weight-decay", 18, { ranked: false }),
    asCase("cnn-seeds", "behaviour", "c6", 10, { ranked: false }),
    // The last layer has 2×2×64 units: more than these stimuli.
    asCase("cnn-seeds-flat", "behaviour", "c6", 10, { readout: "flat", ranked: false }),
    asCase("attention-seeds", "behaviour", "attention", 10, { ranked: false }),
  ];
}

/** Heavy metrics are asked about one case. */
export const groundingApplies = (metric: MetricInfo, { id }: Case<GroundingParams>): true | string =>
  !metric.heavy || id === "training-time" || "heavy: asked about one case";
