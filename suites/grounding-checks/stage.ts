import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { behaviourOf, differenceOf, type Difference } from "../../generators/networks/behaviour.ts";
import { layerNames } from "../../generators/networks/index.ts";
import { drawRows, layerMatrices } from "../../generators/networks/layer-matrices.ts";
import { answersOf, membersOf, shippedZoo } from "../../generators/networks/shipped.ts";
import { equallySized } from "../../generators/trained-networks.ts";
import { representation } from "../../representation/create.ts";
import type { GroundingParams } from "./cases.ts";

/** The kinds of behaviour, as findings are called. */
export type BehaviourName = "accuracy-difference" | "disagreement" | "jensen-shannon";

/** The layers that are asked about, and what the networks do. */
export interface Stage {
  /** Of each network the last layer, or all. */
  readonly layers: readonly (readonly Representation[])[];
  /** The order in which networks, or the layers of one, are shown. */
  readonly order: ArrayLike<number>;
  /** Networks×networks, row-major: how their behaviour differs, on all images. */
  readonly behaviour: Readonly<Record<BehaviourName, Float64Array>>;
  /** Accuracy of each network. */
  readonly accuracies: readonly number[];
  /** Seeds the permutation of networks: the same for every metric. */
  readonly random: Random;
}

const PICKED: Readonly<Record<BehaviourName, (difference: Difference) => number>> = {
  "accuracy-difference": ({ accuracy }) => accuracy,
  disagreement: ({ disagreement }) => disagreement,
  "jensen-shannon": ({ jensenShannon }) => jensenShannon,
};

export function prepareStage(
  { kind, networks: members, readout, images }: GroundingParams,
  random: Random,
): Stage {
  const networks = membersOf(members);
  const rows = drawRows(images, random);
  const layers = networks.map((network) => {
    const names = layerNames(network);
    const all = layerMatrices(network, readout, rows).map((values, i) =>
      representation(equallySized(values, Math.sqrt(values.rows)), `${network.id} ${names[i]!}`),
    );
    return kind === "order" ? all : all.slice(-1);
  });
  const { labels } = shippedZoo().images;
  const acts = kind === "order" ? [] : networks.map((one) => behaviourOf(answersOf(one).logits, labels));
  const table = (of: (difference: Difference) => number): Float64Array =>
    Float64Array.from(acts.flatMap((a) => acts.map((b) => of(differenceOf(a, b)))));
  const count = kind === "order" ? layers[0]!.length : layers.length;
  return {
    layers,
    order: random.child("order").permutation(count),
    behaviour: {
      "accuracy-difference": table(PICKED["accuracy-difference"]),
      disagreement: table(PICKED.disagreement),
      "jensen-shannon": table(PICKED["jensen-shannon"]),
    },
    accuracies: acts.map(({ accuracy }) => accuracy),
    random: random.child("permutations"),
  };
}
