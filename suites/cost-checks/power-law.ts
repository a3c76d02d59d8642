import type { Interval } from "../../core/finding.ts";
import { t975 } from "../statistics/student.ts";

/** One measured time. */
export interface Point {
  readonly n: number;
  readonly p: number;
  readonly seconds: number;
}

/** An exponent of a power law with its 95 % interval. */
export interface Exponent {
  readonly value: number;
  readonly interval?: Interval;
}

/** seconds = c · n^a · p^b over the range of the points. */
export interface PowerLaw {
  readonly n: Exponent;
  readonly p: Exponent;
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

const products = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, i) => total + value * b[i]!, 0);

/**
 * Least squares of log seconds on log n and log p, with intervals of Student's t on the residuals: they say how far the
 * points are from a power law, not how the times would vary on another day.
 *
 * @returns `undefined` where the points do not tell n and p apart.
 */
export function powerLaw(points: readonly Point[]): PowerLaw | undefined {
  const centred = (of: (point: Point) => number): number[] => {
    const logs = points.map((point) => Math.log(of(point)));
    const middle = mean(logs);
    return logs.map((value) => value - middle);
  };
  if (points.length < 3) return undefined;
  const [u, v, t] = [centred(({ n }) => n), centred(({ p }) => p), centred(({ seconds }) => seconds)];
  const [uu, uv, vv] = [products(u, u), products(u, v), products(v, v)];
  const determinant = uu * vv - uv * uv;
  if (!(determinant > 1e-9 * uu * vv)) return undefined;
  const [ut, vt] = [products(u, t), products(v, t)];
  const a = (vv * ut - uv * vt) / determinant;
  const b = (uu * vt - uv * ut) / determinant;
  const freedom = points.length - 3;
  const residual = t.reduce((total, value, i) => total + (value - a * u[i]! - b * v[i]!) ** 2, 0);
  const exponent = (value: number, inverse: number): Exponent => {
    if (freedom < 1) return { value };
    const half = t975(freedom) * Math.sqrt((residual / freedom) * inverse);
    const method = `least squares of logarithms over ${points.length} sizes`;
    return { value, interval: { low: value - half, high: value + half, level: 0.95, method } };
  };
  return { n: exponent(a, vv / determinant), p: exponent(b, uu / determinant) };
}
