import type { Matrix } from "../core/matrix.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { selectColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered, scaleOf } from "../representation/centered.ts";
import { derivedPairWith } from "../representation/derived.ts";
import { raw, rawSquaredSize } from "../representation/raw.ts";
import { requireFinite } from "../representation/require.ts";
import { scaledValues } from "../representation/scaled.ts";
import { squaredSize } from "../representation/spectral.ts";
import { maximumAssignment } from "./families/assignment.ts";
import { both, SIDE, without } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

type Center = "centered" | "raw";

const CENTER = word("center", ["centered", "raw"], "centered", "whether the mean of every unit is taken off");

/** One point cloud, its size and the power of two that it was divided by. */
interface Side {
  readonly values: Matrix;
  readonly size: number;
  readonly scale: number;
}

const sideOf = (x: Representation, center: Center): Side =>
  center === "centered"
    ? { values: centered(x), size: Math.sqrt(squaredSize(x)), scale: scaleOf(x) }
    : { values: raw(x), size: Math.sqrt(rawSquaredSize(x)), scale: scaledValues(x).scale };

/** The columns that are not silent: the others are no units, and take part in no matching. */
function activeColumns({ rows, cols, data }: Matrix): number[] {
  return Array.from({ length: cols }, (_, j) => j).filter((j) => {
    for (let i = 0; i < rows; i++) if (data[i * cols + j] !== 0) return true;
    return false;
  });
}

/** Both sides without their silent units, the narrower first, and its best partners in the other. */
interface Matching {
  readonly from: Matrix;
  readonly to: Matrix;
  /** The unit of `from` that goes with each of `to`; −1 for none. */
  readonly partner: Int32Array;
  /** Whether `from` is Y. */
  readonly swapped: boolean;
}

/** The permutation P that makes ⟨XP, Y⟩ greatest, whatever the sizes of the two. */
const matching = derivedPairWith("unitMatching", (x, y, center: Center): Matching => {
  const active = [x, y].map((side) => {
    const { values } = sideOf(side, center);
    return selectColumns(values, activeColumns(values));
  });
  const swapped = active[0]!.cols > active[1]!.cols;
  const [from, to] = swapped ? [active[1]!, active[0]!] : [active[0]!, active[1]!];
  const partner = new Int32Array(to.cols).fill(-1);
  maximumAssignment(backend().multiply(from, to, { transposeA: true })).forEach((column, row) => {
    partner[column] = row;
  });
  return { from, to, partner, swapped };
});

/** ‖aXP − bY‖² and ‖aXP + bY‖² for the best permutation P; missing units are zero. */
function aligned(
  x: Representation,
  y: Representation,
  center: Center,
  [a, b]: readonly [number, number],
): { minus: number; plus: number } {
  const { from, to, partner, swapped } = matching(x, y, center);
  const [mine, theirs] = swapped ? [b, a] : [a, b];
  let [minus, plus] = [0, 0];
  for (let i = 0; i < to.rows; i++) {
    for (let j = 0; j < to.cols; j++) {
      const target = theirs * to.data[i * to.cols + j]!;
      const source = partner[j]! < 0 ? 0 : mine * from.data[i * from.cols + partner[j]!]!;
      minus += (source - target) ** 2;
      plus += (source + target) ** 2;
    }
  }
  return { minus, plus };
}

/** The angle between X and Y after the best permutation, 2·atan2(‖X̂P − Ŷ‖, ‖X̂P + Ŷ‖): exact near 0 and near π. */
function angle(x: Representation, y: Representation, center: Center): number {
  const sides = [sideOf(x, center), sideOf(y, center)] as const;
  sides.forEach(({ size }, k) => {
    if (size === 0)
      throw new Undefined(`${k === 0 ? "X" : "Y"} has zero variance: there is no angle to nothing`);
  });
  const { minus, plus } = aligned(x, y, center, [1 / sides[0].size, 1 / sides[1].size]);
  return 2 * Math.atan2(Math.sqrt(minus), Math.sqrt(plus));
}

const shared = {
  version: 1,
  cite: "arxiv:2110.14739 (Williams et al. 2021)",
  cost: "n·p² + p³",
} as const;

const relabelled = without(SIDE.units, "sign-flip", "negative-scaling");
const classOf = ({ center }: { center: Center }): ReturnType<typeof both> =>
  both(center === "centered" ? relabelled : without(relabelled, "translation"));

const caveats = [
  "Units are matched one to one: a rotation destroys it, although nothing linear is lost.",
  "The narrower side is padded with silent units that only the units left over are matched to; units that are silent in the data are left out. The triangle inequality holds between representations with the same number of units that are not silent, and not beyond: u, [u −u] and −u violate it.",
];

/** The angle between two point clouds when only the order of the units may be changed. */
const permutationAngle = defineMetric({
  ...shared,
  name: "procrustes-permutation",
  title: "Angular permutation distance",
  formula: "arccos(max_P ⟨Xc·P, Yc⟩ / (‖Xc‖‖Yc‖)), P a permutation of units",
  direction: "distance",
  range: [0, Math.PI],
  unit: "radian",
  axioms: "semimetric",
  invariances: classOf,
  params: { center: CENTER },
  aliases: ["permutation metric", "permutation_metric-distance=angular"],
  caveats,
  compare: (x, y, { center }) => angle(x, y, center),
  similarity: (value) => 1 - (2 * value) / Math.PI,
});

/** Its cosine, from which the forms are derived. */
const permutationCosine = defineMetric({
  ...shared,
  name: "procrustes-permutation-cosine",
  title: "Permutation similarity",
  formula: "max_P ⟨Xc·P, Yc⟩ / (‖Xc‖‖Yc‖), P a permutation of units",
  direction: "similarity",
  range: [-1, 1],
  invariances: classOf,
  params: { center: CENTER },
  listed: [],
  aliases: ["permutation_metric-score"],
  caveats,
  compare: (x, y, { center }) => Math.cos(angle(x, y, center)),
  similarity: (value) => value,
});

/** ‖XP − Y‖ over the larger of the two scales, and that scale. */
function distance(x: Representation, y: Representation, center: Center): { value: number; scale: number } {
  const [a, b] = [sideOf(x, center), sideOf(y, center)];
  const scale = Math.max(a.scale, b.scale);
  return { value: Math.sqrt(aligned(x, y, center, [a.scale / scale, b.scale / scale]).minus), scale };
}

const sized = {
  ...shared,
  direction: "distance",
  range: [0, Infinity],
  invariances: ({ center }: { center: Center }) => {
    const rigid = without(relabelled, "isotropic-scaling");
    return both(center === "centered" ? rigid : without(rigid, "translation"));
  },
  params: { center: CENTER },
} as const;

/** The distance between two point clouds, sizes kept, when only the order of the units may be changed. */
const permutationDistance = defineMetric({
  ...sized,
  name: "procrustes-permutation-euclidean",
  title: ({ center }) => `Permutation Procrustes distance${center === "raw" ? ", not centred" : ""}`,
  formula: ({ center }) => (center === "raw" ? "min_P ‖X·P − Y‖" : "min_P ‖Xc·P − Yc‖"),
  axioms: "semimetric",
  aliases: ({ center }) => [
    center === "raw" ? "permutation_procrustes" : "permutation_metric-distance=euclidean",
  ],
  caveats: [...caveats, "Grows with the size of the activations."],
  compare: (x, y, { center }) => {
    const { value, scale } = distance(x, y, center);
    return requireFinite(value * scale);
  },
});

/** Its square. */
const permutationSquared = defineMetric({
  ...sized,
  name: "procrustes-permutation-euclidean-squared",
  title: ({ center }) => `Squared permutation Procrustes distance${center === "raw" ? ", not centred" : ""}`,
  formula: ({ center }) => (center === "raw" ? "min_P ‖X·P − Y‖²" : "min_P ‖Xc·P − Yc‖²"),
  axioms: "semimetric",
  listed: [],
  aliases: ["permutation_metric-distance=squared_euclidean"],
  caveats: [...caveats, "The square of a distance violates the triangle inequality."],
  compare: (x, y, { center }) => {
    const { value, scale } = distance(x, y, center);
    return requireFinite(value * scale * value * scale);
  },
});

export default defineFamily({
  id: "permutation",
  title: "Permutation distances",
  metrics: [permutationAngle, permutationCosine, permutationDistance, permutationSquared],
});
