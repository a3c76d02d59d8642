import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { ascend, towards, type Objective } from "../../generators/ascend/index.ts";

/** The scores of one Y: the asked measure's, and its partner's. */
export type Point = readonly [own: number, partner: number];

/** Where targets lie along one side of the square, its first corner included. */
const ALONG = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9] as const;

/** Targets on the edge of the unit square, once around it from (0, 0): 28, of which 4 are the corners. */
export const EDGE: readonly Point[] = [
  ...ALONG.map((t): Point => [t, 0]),
  ...ALONG.map((t): Point => [1, t]),
  ...ALONG.map((t): Point => [1 - t, 1]),
  ...ALONG.map((t): Point => [0, 1 - t]),
];

/** |s₁ − t₁| + |s₂ − t₂| below this is there. */
const THERE = 0.01;

/**
 * Ascends both scores to every target of {@link EDGE} in at most `steps` steps of Adam, each from Gaussian noise of its own, and tells every Y on the
 * way with its scores: all of them lie in the allowed region, and those that a target outside of it drew furthest lie on
 * its edge. Where a gradient is lost (Y has lost rank) that ascent ends.
 *
 * @returns How many of the ascents ended so.
 */
export async function walkTheEdge(
  [own, partner]: readonly [Objective, Objective],
  { rows, cols }: { readonly rows: number; readonly cols: number },
  { steps, random }: { readonly steps: number; readonly random: Random },
  visit: (point: Point, y: Matrix) => void,
): Promise<number> {
  let singular = 0;
  for (const [number, [first, second]] of EDGE.entries()) {
    let scores: readonly number[] = [];
    const goals = [
      { of: own, target: first },
      { of: partner, target: second },
    ];
    const { end } = await ascend(
      random.child("start", number).gaussianMatrix(rows, cols),
      towards(goals, (found) => (scores = found)),
      { steps, target: -THERE, observe: (_step, _loss, y) => visit([scores[0]!, scores[1]!], y) },
    );
    if (end === "singular") singular++;
  }
  return singular;
}
