import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Metric, Slope } from "../core/metric.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { centeredScaled, scaleOf } from "../representation/centered.ts";
import type { TensorEngine } from "./engine.ts";
import { loadEngine } from "./engine.ts";
import type { TensorOperations } from "./operations.ts";
import { operationsOf } from "./operations.ts";
import type { Tensor, Tfjs } from "./tfjs.ts";

interface Score {
  score(tf: Tfjs, x: Tensor, y: Tensor, operations: TensorOperations): Tensor;
}

/**
 * A score of X (n×p1) and Y (n×p2), both tensors of rank 2 in float32: a scalar made by operations of `tf` and by
 * {@link TensorOperations}. The parameters may be typed by the package's own types.
 */
export type TensorScore = Score["score"];

/** What a score gets. */
export interface TensorOptions {
  /**
   * `raw`: the activations as they are. `centered`: each column less its mean, all divided by a power of two, in float64
   * and before they are rounded; for scores that neither translation nor scale of a side changes.
   *
   * @defaultValue raw
   */
  readonly input?: "raw" | "centered";
  /** @defaultValue that of `loadEngine()` */
  readonly engine?: TensorEngine;
}

/** The code of a metric, to be completed by its metadata. */
export type TensorMetric = Required<
  Pick<Metric, "compare" | "gradient" | "slope" | "engine" | "precision">
> & {
  readonly differentiable: true;
};

const LARGEST = 3.4028234663852886e38;

/** A side in float32. @throws Undefined where float32 cannot hold it. */
function rounded({ data }: Matrix, name: string): Float32Array {
  let largest = 0;
  for (const value of data) largest = Math.max(largest, Math.abs(value));
  const fits = largest === 0 || (largest <= LARGEST && largest >= 2 ** -126);
  if (!fits) throw new Undefined(`${name} is outside the range of float32`);
  return Float32Array.from(data);
}

/** ∂/∂Y from ∂/∂Ŷ, Ŷ = (Y − means)/scale. */
function throughCentering(slopes: Float64Array, { n, p }: Representation, scale: number): Float64Array {
  const mean = new Float64Array(p);
  for (let k = 0; k < slopes.length; k++) mean[k % p]! += slopes[k]! / n;
  return slopes.map((slope, k) => (slope - mean[k % p]!) / scale);
}

function requireScalar(tf: Tfjs, score: unknown): Tensor {
  if (score instanceof tf.Tensor && score.size === 1) return score.reshape([]);
  const got =
    score instanceof tf.Tensor
      ? `a tensor of shape [${score.shape.join(", ")}]`
      : score instanceof Promise
        ? "a promise"
        : typeof score;
  throw new EtalonError("tensors/not-a-scalar", "score must return a tensor with one element", {
    got,
    remedy: "end it with .sum() or .mean(), and make it neither async nor a number",
  });
}

/**
 * Makes a metric's code out of a score that is written in operations of tfjs; its gradient comes from automatic
 * differentiation. Values and gradients are those of float32, good to some six digits.
 *
 * @throws EtalonError `tensors/missing`, `tensors/engine`; when asked, `tensors/not-a-scalar`, `tensors/shape`.
 */
export async function fromTensors(score: TensorScore, options: TensorOptions = {}): Promise<TensorMetric> {
  const engine = options.engine ?? (await loadEngine());
  const { input = "raw" } = options;
  const operations = operationsOf(engine.activate());

  const sideOf = (side: Representation, name: string): Float32Array =>
    rounded(input === "raw" ? side.values : centeredScaled(side).matrix, name);

  /** Asks `body` for what is to be known of the score as a function of Y; no tensor outlives it. */
  const ask = <T>(
    x: Representation,
    y: Representation,
    body: (tf: Tfjs, of: (y: Tensor) => Tensor, y: Tensor) => T,
  ): T => {
    const tf = engine.activate();
    const [xs, ys] = [sideOf(x, "X"), sideOf(y, "Y")];
    return tf.tidy(() => {
      const [xt, yt] = [tf.tensor(xs, [x.n, x.p]), tf.tensor(ys, [y.n, y.p])];
      return body(tf, (moved) => requireScalar(tf, score(tf, xt, moved, operations)), yt);
    });
  };

  const slope = (x: Representation, y: Representation): Slope => {
    const { value, slopes } = ask(x, y, (tf, of, yt) => {
      const found = tf.valueAndGrad(of)(yt);
      return { value: found.value.dataSync()[0]!, slopes: Float64Array.from(found.grad.dataSync()) };
    });
    const data = input === "raw" ? slopes : throughCentering(slopes, y, scaleOf(y));
    return { value, gradient: matrix(y.n, y.p, data) };
  };

  return {
    differentiable: true,
    precision: "float32",
    engine: engine.description,
    compare: (x, y) => ask(x, y, (_tf, of, yt) => of(yt).dataSync()[0]!),
    gradient: (x, y) => slope(x, y).gradient,
    slope,
  };
}
