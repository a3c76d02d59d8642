import type { Matrix } from "../../core/matrix.ts";
import { EtalonError } from "../../core/errors.ts";
import { forwardPass } from "./forward.ts";
import type { Network } from "./network.ts";
import { untrained } from "./network.ts";
import { readOut } from "./readout.ts";
import type { Zoo } from "./zoo.ts";
import { loadZoo } from "./zoo.ts";

/** What several questions ask of a network: small enough to keep for all of them. */
export interface Answers {
  /** Each layer's mean over positions: images×channels. */
  readonly pooled: readonly Matrix[];
  /** Images×classes. */
  readonly logits: Matrix;
}

/** Consecutive networks of a group of the zoo, or of `untrained`: the weights from which c6 starts, by seed. */
export type Members = {
  readonly group: string;
  readonly first: number;
  readonly count: number;
};

let zoo: Zoo | undefined;
const beginners = new Map<number, Network>();
const kept = new WeakMap<Network, Answers>();

/** The zoo of this package, opened once in a process, so that a network is one object in all questions. */
export function shippedZoo(): Zoo {
  return (zoo ??= loadZoo());
}

function beginner(seed: number): Network {
  const known = beginners.get(seed) ?? untrained(seed);
  beginners.set(seed, known);
  return known;
}

/**
 * The networks that are meant.
 *
 * @throws EtalonError `zoo/unknown-group`, or `zoo/too-few` when the group has fewer.
 */
export function membersOf({ group, first, count }: Members): readonly Network[] {
  if (group === "untrained") return Array.from({ length: count }, (_, i) => beginner(first + i));
  const { networks } = shippedZoo().group(group);
  if (first + count > networks.length) {
    throw new EtalonError("zoo/too-few", `membersOf: ${group} has ${networks.length} networks`, {
      got: `${first} to ${first + count - 1}`,
    });
  }
  return networks.slice(first, first + count);
}

/** What a network answers to the shipped images, from one pass however often it is asked. */
export function answersOf(network: Network): Answers {
  const known = kept.get(network);
  if (known !== undefined) return known;
  const { layers, logits } = forwardPass(network, shippedZoo().images);
  const answers = { pooled: layers.map((layer) => readOut(layer, "pooled")), logits };
  kept.set(network, answers);
  return answers;
}
