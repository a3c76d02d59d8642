import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { representation } from "../representation/create.ts";
import { centerColumns } from "./norm-matched.ts";

/** The shape of a tree and how much a descendant keeps of its parent. */
export interface UltrametricTreeParams {
  readonly [name: string]: number | readonly number[];
  /** Bits of the root, which are the units. */
  readonly bits: number;
  /** Descendants of each node, level by level from the root. */
  readonly branching: readonly number[];
  /** Probability with which each bit is kept; otherwise it is drawn anew, uniformly. */
  readonly keep: number;
}

export interface UltrametricTreeTruth {
  /** leaves×bits of 0 and 1, before centring. */
  readonly leaves: Matrix;
  /** Levels that two leaves have in common below the root: 0 unrelated, all of them for a leaf with itself. */
  readonly shared: (i: number, j: number) => number;
  /** E‖leafᵢ − leafⱼ‖² = (bits/2)·(1 − keep^(2(L − shared))), which is ultrametric. */
  readonly expectedSquaredDistance: (i: number, j: number) => number;
}

/** The parameters of the reference protocol: 100 stimuli in two kingdoms, ten families, 50 units. */
export const REFERENCE_TREE: UltrametricTreeParams = { bits: 50, branching: [2, 5, 10], keep: 0.8 };

const bit = (random: Random): number => (random.uniform() < 0.5 ? 0 : 1);

/**
 * Stimuli in a hierarchy of categories, as a branching random walk over bits: the leaves of a tree, one a row, each
 * column centred. All leaves under one node are alike to the same degree.
 */
const ultrametricTree: Generator<UltrametricTreeParams, UltrametricTreeTruth> = {
  id: "ultrametric-tree",
  version: 1,
  title: "The leaves of a tree",
  cite: "arxiv:2407.07059 (Cloos et al. 2025), the hierarchical data",
  generate({ bits, branching, keep }, random): Generated<UltrametricTreeTruth> {
    const root = random.child("root");
    let level: Uint8Array[] = [Uint8Array.from({ length: bits }, () => bit(root))];
    for (const [depth, count] of branching.entries()) {
      const source = random.child("level", depth);
      level = level.flatMap((parent) =>
        Array.from({ length: count }, () =>
          parent.map((value) => (source.uniform() < keep ? value : bit(source))),
        ),
      );
    }
    const leaves = matrix(level.length, bits);
    level.forEach((leaf, i) => leaves.data.set(leaf, i * bits));
    const shared = (i: number, j: number): number => {
      let below = level.length;
      for (const [depth, count] of branching.entries()) {
        below /= count;
        if (Math.floor(i / below) !== Math.floor(j / below)) return depth;
      }
      return branching.length;
    };
    return {
      representations: [representation(centerColumns(leaves), "X")],
      truth: {
        leaves,
        shared,
        expectedSquaredDistance: (i, j) =>
          (bits / 2) * (1 - (i === j ? 1 : keep ** (2 * (branching.length - shared(i, j))))),
      },
    };
  },
};

export default ultrametricTree;
