import { EtalonError } from "../core/errors.ts";
import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { backend } from "../linalg/index.ts";
import { representation } from "../representation/create.ts";
import { haar } from "./haar.ts";

/** A surface, how it lies in the space of units, and the size of the sample. */
export interface ManifoldParams {
  readonly [name: string]: number | string;
  readonly n: number;
  readonly p: number;
  /** A circle, the flat product of two circles, or a rolled-up rectangle. */
  readonly shape: "ring" | "torus" | "swiss-roll";
  /** `isometric`: rotated into p dimensions; `tuned`: every unit responds around a preferred place of its own. */
  readonly embedding: "isometric" | "tuned";
}

export interface ManifoldTruth {
  /** n×d, d = 1 or 2: angles in radians, or arc length and height. Uniform over the surface. */
  readonly coordinates: Matrix;
  /** n×D: the surface in its own D = 2, 4 or 3 dimensions. */
  readonly surface: Matrix;
  /** Length of the shortest way from row i to row j within the surface. */
  readonly geodesic: (i: number, j: number) => number;
}

/** A surface in coordinates in which it is flat. */
interface Shape {
  /** Length of each coordinate; the surface is closed along it where `closed`. */
  readonly lengths: readonly number[];
  readonly closed: boolean;
  readonly dimensions: number;
  readonly place: (coordinates: readonly number[]) => readonly number[];
}

const circle = (angle: number): readonly number[] => [Math.cos(angle), Math.sin(angle)];

/** The Swiss roll is the spiral r = t for t from 1.5π to 4.5π (Tenenbaum et al. 2000), 20 high. */
const [ROLL_START, ROLL_END, ROLL_HEIGHT] = [1.5 * Math.PI, 4.5 * Math.PI, 20];

/** Arc length of the spiral r = t from its centre to t. */
export const spiralLength = (t: number): number => (t * Math.hypot(1, t) + Math.asinh(t)) / 2;

/** The t at which the spiral has a given length, by Newton's method; the length is convex in t. */
function spiralAt(length: number): number {
  let t = Math.sqrt(2 * length);
  for (let step = 0; step < 8; step++) t -= (spiralLength(t) - length) / Math.hypot(1, t);
  return t;
}

const SHAPES: Readonly<Record<ManifoldParams["shape"], Shape>> = {
  ring: { lengths: [2 * Math.PI], closed: true, dimensions: 2, place: ([a = 0]) => circle(a) },
  torus: {
    lengths: [2 * Math.PI, 2 * Math.PI],
    closed: true,
    dimensions: 4,
    place: ([a = 0, b = 0]) => [...circle(a), ...circle(b)],
  },
  "swiss-roll": {
    lengths: [spiralLength(ROLL_END) - spiralLength(ROLL_START), ROLL_HEIGHT],
    closed: false,
    dimensions: 3,
    place: ([s = 0, h = 0]) => {
      const t = spiralAt(s + spiralLength(ROLL_START));
      return [t * Math.cos(t), t * Math.sin(t), h];
    },
  },
};

/** Width of a tuning curve, as a share of the shortest coordinate's length. */
const TUNING = 0.15;

function flatDistance({ lengths, closed }: Shape, a: readonly number[], b: readonly number[]): number {
  const steps = lengths.map((length, k) => {
    const step = Math.abs(a[k]! - b[k]!);
    return closed ? Math.min(step, length - step) : step;
  });
  return Math.hypot(...steps);
}

const uniformPoint = ({ lengths }: Shape, random: Random): number[] =>
  lengths.map((length) => length * random.uniform());

/** Responses exp(−d²/2w²) of units to their distance d within the surface from where they prefer. */
function tuned(shape: Shape, points: readonly (readonly number[])[], p: number, random: Random): Matrix {
  const preferred = Array.from({ length: p }, () => uniformPoint(shape, random));
  const width = TUNING * Math.min(...shape.lengths);
  const result = matrix(points.length, p);
  points.forEach((point, i) => {
    preferred.forEach((centre, j) => {
      result.data[i * p + j] = Math.exp(-((flatDistance(shape, point, centre) / width) ** 2) / 2);
    });
  });
  return result;
}

/**
 * Stimuli on a curved surface whose coordinates are known. Embedded isometrically, all distances of the surface in
 * its own dimensions are kept, and any score that is invariant to rotation cannot tell the two apart. Embedded by
 * tuning curves, as by place or head-direction cells, the surface is the same and its distances are not.
 *
 * Throws `generator/too-narrow` where p is less than the dimensions of an isometric embedding.
 */
const manifold: Generator<ManifoldParams, ManifoldTruth> = {
  id: "manifold",
  version: 1,
  title: "A ring, a torus or a Swiss roll",
  cite: "Tenenbaum, de Silva and Langford 2000, Science 290, 2319-2323 (the Swiss roll)",
  generate({ n, p, shape: name, embedding }, random): Generated<ManifoldTruth> {
    const shape = SHAPES[name];
    const { dimensions, place } = shape;
    if (embedding === "isometric" && p < dimensions) {
      throw new EtalonError("generator/too-narrow", `manifold: a ${name} needs p of at least ${dimensions}`, {
        got: String(p),
      });
    }
    const source = random.child("coordinates");
    const points = Array.from({ length: n }, () => uniformPoint(shape, source));
    const surface = matrix(n, dimensions, Float64Array.from(points.flatMap((point) => place(point))));
    const values =
      embedding === "tuned"
        ? tuned(shape, points, p, random.child("preferred"))
        : backend().multiply(surface, haar(p, dimensions, random.child("rotation")), { transposeB: true });
    return {
      representations: [representation(values, "X")],
      truth: {
        coordinates: matrix(n, shape.lengths.length, Float64Array.from(points.flat())),
        surface,
        geodesic: (i, j) => flatDistance(shape, points[i]!, points[j]!),
      },
    };
  },
};

export default manifold;
