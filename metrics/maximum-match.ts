import { matrix, type Matrix } from "../core/matrix.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { beside, selectColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "../representation/centered.ts";
import { raw } from "../representation/raw.ts";
import { factorsOf, outside } from "./gradients/subspace.ts";
import { both, SIDE, withMore, without } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

/** Σᵢ aᵢⱼ² of every column. */
function columnSquares({ rows, cols, data }: Matrix): Float64Array {
  const squares = new Float64Array(cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) squares[j]! += data[i * cols + j]! ** 2;
  return squares;
}

/** The units of X that lie within ε‖x‖ of the span of the given units of Y. */
function withinSpan(
  x: Matrix,
  units: readonly number[],
  y: Matrix,
  span: readonly number[],
  epsilon: number,
): number[] {
  const kept = selectColumns(x, units);
  const beyond = columnSquares(outside(factorsOf(selectColumns(y, span)).u, kept));
  const own = columnSquares(kept);
  // A constant unit lies in no span: it is counted, and not matched.
  return units.filter((_, k) => own[k]! > 0 && beyond[k]! <= epsilon ** 2 * own[k]!);
}

/** Rows of a block, as a multiple of the units: the triangle that is carried from block to block is then a fifth of the work. */
const BLOCK = 4;

/**
 * Two matrices with as many rows as both have columns, with the inner products of X and Y: the triangle of a QR
 * decomposition of [X Y], block by block, so that no copy of all rows is made. Themselves where they have few rows.
 */
function withFewRows(x: Matrix, y: Matrix): [Matrix, Matrix] {
  const units = x.cols + y.cols;
  if (x.rows <= 2 * BLOCK * units) return [x, y];
  let carried = matrix(0, units);
  for (let from = 0; from < x.rows; from += BLOCK * units) {
    const to = Math.min(x.rows, from + BLOCK * units);
    const next = beside(someRows(x, from, to), someRows(y, from, to));
    const stacked = matrix(carried.rows + next.rows, units);
    stacked.data.set(carried.data);
    stacked.data.set(next.data, carried.data.length);
    carried = backend().qrR(stacked);
  }
  const columns = (from: number, to: number): Matrix =>
    selectColumns(
      carried,
      Array.from({ length: to - from }, (_, j) => from + j),
    );
  return [columns(0, x.cols), columns(x.cols, units)];
}

const someRows = ({ cols, data }: Matrix, from: number, to: number): Matrix =>
  matrix(to - from, cols, data.subarray(from * cols, to * cols));

/**
 * The largest sets of units of which each lies within ε of the span of the other: units that do not are taken away
 * until none is left to take. The union of matches is a match, so that the order does not matter (Wang et al. 2018).
 */
function maximumMatch(x: Matrix, y: Matrix, epsilon: number): number {
  [x, y] = withFewRows(x, y);
  let [a, b] = [x, y].map(({ cols }) => Array.from({ length: cols }, (_, j) => j));
  for (;;) {
    const before = a!.length + b!.length;
    a = withinSpan(x, a!, y, b!, epsilon);
    b = withinSpan(y, b!, x, a, epsilon);
    if (a.length + b.length === before) return before;
  }
}

/** The share of units that take part in the largest approximate match of subspaces. */
const maximumMatchSize = defineMetric({
  name: "maximum-match",
  version: 1,
  title: ({ epsilon }) => `Maximum match, ε = ${epsilon}`,
  formula: ({ epsilon }) =>
    `(|A| + |B|)/(p1 + p2), A and B the largest sets of units with dist(a, span B) ≤ ${epsilon}·‖a‖ and dist(b, span A) ≤ ${epsilon}·‖b‖`,
  cite: "arxiv:1810.11750 (Wang et al. 2018)",
  direction: "similarity",
  range: [0, 1],
  invariances: ({ center }) => {
    const side = withMore(without(SIDE.units, "zero-padding", "translation"), "unit-scaling");
    return both(center === "centered" ? withMore(side, "translation") : side);
  },
  cost: "p·n·p²",
  heavy: true,
  params: {
    epsilon: number("epsilon", 0.6, "the largest angle's sine at which a unit counts as lying in a span"),
    center: word("center", ["centered", "raw"], "centered", "whether the mean of every unit is taken off"),
  },
  aliases: ["max_match", "subspace match", "neuron activation subspace match"],
  caveats: [
    "A count: it jumps. Of noisy populations it is 0 for ε up to 0.5 or so, the range of the paper, and 1 soon after.",
    "Saturates: with p ≥ n − 1 every unit lies in the span of the other side.",
    "Published on activations as they are (center-raw), where a common mean makes units lie close together.",
  ],
  compare: (x, y, { epsilon, center }) => {
    const of = center === "centered" ? centered : raw;
    for (const [name, side] of [
      ["X", x],
      ["Y", y],
    ] as [string, Representation][]) {
      if (of(side).data.every((value) => value === 0)) throw new Undefined(`${name} has zero variance`);
    }
    return maximumMatch(of(x), of(y), epsilon) / (x.p + y.p);
  },
  similarity: (value) => value,
});

export default defineFamily({ id: "maximum-match", title: "Maximum match", metrics: [maximumMatchSize] });
