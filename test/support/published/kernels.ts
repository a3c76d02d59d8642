import type { Matrix } from "../../../core/matrix.ts";
import type { Representation } from "../../../core/representation.ts";
import { combine, inner } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { doubleCenter } from "../../../representation/kernels.ts";
import { filled, map, mean, row, squaredDistances, total, upper, type Sides } from "./common.ts";

const gramRaw = ({ values }: Representation): Matrix => backend().gram(values, false);
const hollow = (k: Matrix): Matrix => filled(k.rows, k.cols, (i, j) => (i === j ? 0 : row(k, i)[j]!));

/** HSIC₁ by Song's three terms, on the matrices as they are. */
export function song(k: Matrix, l: Matrix): number {
  const [a, b, n] = [hollow(k), hollow(l), k.rows];
  const sums = (m: Matrix): Float64Array => Float64Array.from({ length: n }, (_, i) => total(row(m, i)));
  const [sa, sb] = [sums(a), sums(b)];
  const terms =
    inner(a.data, b.data) + (total(sa) * total(sb)) / ((n - 1) * (n - 2)) - (2 * inner(sa, sb)) / (n - 2);
  return terms / (n * (n - 3));
}

const ratio = (h: (k: Matrix, l: Matrix) => number, k: Matrix, l: Matrix, added = 0): number =>
  h(k, l) / (Math.sqrt(h(k, k) * h(l, l)) + added);

const biased = (k: Matrix, l: Matrix): number => inner(doubleCenter(k).data, doubleCenter(l).data);

/** exp(−d²/(2s)) for a squared width s. */
export const rbf = (x: Representation, squaredWidth: number): Matrix =>
  map(squaredDistances(x), (value) => Math.exp(-value / (2 * squaredWidth)));

/** Unbiased RBF CKA, σ = 1, with 1e-6 added to the denominator. */
export const ckaWithConstant = ([x, y]: Sides): number => ratio(song, rbf(x, 1), rbf(y, 1), 1e-6);

/** Biased linear CKA, which an option that is not read leaves behind. */
export const ckaBiased = ([x, y]: Sides): number => ratio(biased, gramRaw(x), gramRaw(y));

/** Centred Gram matrices without their diagonals, called unbiased. */
export const ckaWithoutDiagonals = ([x, y]: Sides): number => {
  const [k, l] = [x, y].map((of) => hollow(doubleCenter(gramRaw(of))));
  return ratio((a, b) => inner(a.data, b.data), k!, l!);
};

/** Song's estimator on Gram matrices of data that are not centred. */
export const ckaDebiasedUncentred = ([x, y]: Sides): number => ratio(song, gramRaw(x), gramRaw(y));

/** Biased CKA of Gram matrices that are stored in float32 before they are centred. */
export const ckaSingle = ([x, y]: Sides): number =>
  ratio(biased, map(gramRaw(x), Math.fround), map(gramRaw(y), Math.fround));

/** The lower, the upper or the mean of the middle two. */
export function median(values: readonly number[], which: "lower" | "mean"): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return which === "lower" ? low : (low + sorted[Math.floor(sorted.length / 2)]!) / 2;
}

/** RBF CKA whose squared width is a statistic of the squared distances. */
export function ckaOfWidth([x, y]: Sides, width: "all" | "off" | "lower" | "without-2"): number {
  const kernel = (of: Representation): Matrix => {
    const d = squaredDistances(of);
    if (width === "all") return rbf(of, median([...d.data], "mean"));
    if (width === "lower") return rbf(of, median(upper(d), "lower"));
    if (width === "off") return rbf(of, median(upper(d), "mean"));
    const length = median(upper(d).map(Math.sqrt), "mean");
    return map(d, (value) => Math.exp(-value / length ** 2));
  };
  return ratio(biased, kernel(x), kernel(y));
}

/** D_X − D_Y of Euclidean distances. */
export const distanceDifference = ([x, y]: Sides): Matrix =>
  combine(1, map(squaredDistances(x), Math.sqrt), -1, map(squaredDistances(y), Math.sqrt));

/** The k nearest in order of distance, ties by index; the stimulus itself is the first that is found, or left out. */
function nearest(d: Matrix, i: number, k: number, self: "dropped-first" | "by-index"): number[] {
  const order = Array.from({ length: d.rows }, (_, j) => j)
    .filter((j) => self === "dropped-first" || j !== i)
    .sort((a, b) => row(d, i)[a]! - row(d, i)[b]! || a - b);
  return self === "dropped-first" ? order.slice(1, k + 1) : order.slice(0, k);
}

/** The mean Jaccard overlap of nearest neighbours by Euclidean distance. */
export function jaccard([x, y]: Sides, k: number, self: "dropped-first" | "by-index"): number {
  const [dx, dy] = [squaredDistances(x), squaredDistances(y)];
  return mean(
    Array.from({ length: x.n }, (_, i) => {
      const [a, b] = [nearest(dx, i, k, self), nearest(dy, i, k, self)];
      const shared = a.filter((j) => b.includes(j)).length;
      return shared / (2 * k - shared);
    }),
  );
}

/** The mean share of common neighbours in float32. */
export function mutualSingle([x, y]: Sides, k: number): number {
  const [dx, dy] = [squaredDistances(x), squaredDistances(y)];
  let sum = 0;
  for (let i = 0; i < x.n; i++) {
    const b = nearest(dy, i, k, "by-index");
    const shared = nearest(dx, i, k, "by-index").filter((j) => b.includes(j)).length;
    sum = Math.fround(sum + Math.fround(shared / k));
  }
  return Math.fround(sum / x.n);
}

/** Second-order cosine over the union of ten neighbours by cosine, of similarities or of distances. */
export function secondOrder([x, y]: Sides, of: (cosine: number) => number): number {
  const cosines = ({ values }: Representation): Matrix => {
    const size = Array.from({ length: values.rows }, (_, i) =>
      Math.sqrt(inner(row(values, i), row(values, i))),
    );
    return filled(
      values.rows,
      values.rows,
      (i, j) => inner(row(values, i), row(values, j)) / size[i]! / size[j]!,
    );
  };
  const [cx, cy] = [cosines(x), cosines(y)];
  return mean(
    Array.from({ length: x.n }, (_, i) => {
      const near = [cx, cy].flatMap((c) =>
        nearest(
          map(c, (value) => -value),
          i,
          10,
          "by-index",
        ),
      );
      const [a, b] = [cx, cy].map((c) => Float64Array.from(new Set(near), (j) => of(row(c, i)[j]!)));
      return inner(a!, b!) / Math.sqrt(inner(a!, a!) * inner(b!, b!));
    }),
  );
}

/** A heat trace (1/n)·tr e^(−tL) estimated by Gaussian vectors, for the eigenvalues λ of L. */
export const estimatedTrace = (
  lambda: ArrayLike<number>,
  t: number,
  draws: readonly Float64Array[],
): number =>
  mean(draws.map((v) => mean(Array.from(lambda, (value, i) => v[i]! ** 2 * Math.exp(-t * value)))));
