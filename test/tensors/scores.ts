import type * as tfjs from "@tensorflow/tfjs";
import type { TensorOperations, TensorScore } from "../../tensors/index.ts";

type Tf = typeof tfjs;
type Matrix = tfjs.Tensor2D;

/** The operations with tfjs' own types. */
const real = (operations: TensorOperations) =>
  operations as unknown as {
    readonly nuclearNorm: (a: tfjs.Tensor) => tfjs.Scalar;
    readonly singularValues: (a: tfjs.Tensor) => tfjs.Tensor1D;
    readonly symmetricEigen: (a: tfjs.Tensor) => { values: tfjs.Tensor1D; vectors: Matrix };
    readonly symmetricFunction: (
      a: tfjs.Tensor,
      f: (l: number) => number,
      slope: (l: number) => number,
    ) => Matrix;
    readonly solve: (a: tfjs.Tensor, b: tfjs.Tensor) => Matrix;
    readonly qr: (a: tfjs.Tensor) => { q: Matrix; r: Matrix };
  };

const inner = (tf: Tf, a: Matrix, b: Matrix): Matrix => tf.matMul(a, b, true, false);
const outer = (tf: Tf, a: Matrix): Matrix => tf.matMul(a, a, false, true);
const centre = (a: Matrix): Matrix => a.sub(a.mean(0));

const score =
  (body: (tf: Tf, x: Matrix, y: Matrix, operations: ReturnType<typeof real>) => tfjs.Tensor): TensorScore =>
  (tf: unknown, x: unknown, y: unknown, operations: TensorOperations) =>
    body(tf as Tf, centre(x as Matrix), centre(y as Matrix), real(operations));

const cosine = (x: Matrix, y: Matrix, size: tfjs.Tensor): tfjs.Tensor => size.div(x.norm().mul(y.norm()));

/** Scores in tensors by the id of the metric that has the same formula and a closed-form gradient. */
export const SCORES: Readonly<Record<string, TensorScore>> = {
  "cka-linear": score((tf, x, y) =>
    inner(tf, x, y)
      .square()
      .sum()
      .div(
        inner(tf, x, x)
          .norm()
          .mul(inner(tf, y, y).norm()),
      ),
  ),
  nbs: score((tf, x, y, { nuclearNorm }) => cosine(x, y, nuclearNorm(inner(tf, x, y)))),
  "procrustes-angular": score((tf, x, y, { singularValues }) =>
    tf.acos(cosine(x, y, singularValues(inner(tf, x, y)).sum())),
  ),
  "cca-mean": score((tf, x, y, { qr, singularValues }) => singularValues(inner(tf, qr(x).q, qr(y).q)).mean()),
  ridge: score((tf, x, y, { solve }) => {
    const p = y.shape[1];
    const kappa = y.square().sum().div(p);
    const penalised = inner(tf, y, y).add(tf.eye(p).mul(kappa));
    const rest = x.sub(tf.matMul(y, solve(penalised, inner(tf, y, x))));
    return tf.scalar(1).sub(rest.square().sum().div(x.square().sum()));
  }),
  "riemannian-gram-epsilon-0.1": score((tf, x, y, { symmetricEigen, symmetricFunction }) => {
    const regularised = (a: Matrix): Matrix => {
      const n = a.shape[0];
      const unit: Matrix = outer(tf, a).mul(tf.scalar(n).div(a.square().sum()));
      return unit.add(tf.eye(n).mul(0.1));
    };
    const root = symmetricFunction(
      regularised(x),
      (value) => value ** -0.5,
      (value) => -0.5 * value ** -1.5,
    );
    const { values } = symmetricEigen(tf.matMul(tf.matMul(root, regularised(y)), root));
    return values.log().square().sum().sqrt();
  }),
};
