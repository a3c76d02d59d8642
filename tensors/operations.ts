import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { EtalonError } from "../core/errors.ts";
import { Undefined } from "../core/outcome.ts";
import type { Differentiable } from "./adjoints/pullback.ts";
import { qr } from "./adjoints/qr.ts";
import { nuclearNorm, singularValues } from "./adjoints/singular-values.ts";
import { solve } from "./adjoints/solve.ts";
import { symmetricEigen, symmetricFunction } from "./adjoints/symmetric-eigen.ts";
import type { Tensor, Tfjs } from "./tfjs.ts";

/**
 * What tfjs lacks or cannot differentiate: each is computed in float64 by Etalon's own linear algebra, and so is its
 * gradient. Arguments are matrices (tensors of rank 2). There are first derivatives only.
 */
export interface TensorOperations {
  /** ‖A‖_*, the sum of the singular values: a scalar. */
  readonly nuclearNorm: (a: Tensor) => Tensor;
  /** min(m, n) singular values, descending: a vector. */
  readonly singularValues: (a: Tensor) => Tensor;
  /**
   * Of (A + Aᵀ)/2: n eigenvalues, descending, and eigenvectors as columns, n×n. Where eigenvalues are equal, a score that
   * uses their vectors has no gradient.
   */
  readonly symmetricEigen: (a: Tensor) => { values: Tensor; vectors: Tensor };
  /** f(A) = V·diag(f(λ))·Vᵀ of (A + Aᵀ)/2, from f and its derivative; differentiable also where eigenvalues are equal. */
  readonly symmetricFunction: (
    a: Tensor,
    f: (lambda: number) => number,
    slope: (lambda: number) => number,
  ) => Tensor;
  /** A⁻¹B for square A. No value where A is singular. */
  readonly solve: (a: Tensor, b: Tensor) => Tensor;
  /** A = Q·R, thin, with a diagonal of R that is not negative. No value where columns are dependent. */
  readonly qr: (a: Tensor) => { q: Tensor; r: Tensor };
  /** Ends the comparison: the formula has no value here, for this reason. */
  readonly noValue: (reason: string) => never;
}

/** A matrix in float64. @throws EtalonError `tensors/shape` for another rank. */
function read(operation: string, a: Tensor): Matrix {
  const [rows, cols] = a.shape;
  if (a.shape.length !== 2) {
    throw new EtalonError("tensors/shape", `${operation}: the argument must be a matrix`, {
      got: `shape [${a.shape.join(", ")}]`,
      remedy: "reshape it",
    });
  }
  const data = Float64Array.from(a.dataSync());
  if (!data.every((value) => Number.isFinite(value))) {
    throw new EtalonError("tensors/not-finite", `${operation}: the argument holds NaN or an infinity`);
  }
  return matrix(rows!, cols!, data);
}

const written = (tf: Tfjs, a: Matrix): Tensor => tf.tensor(Float32Array.from(a.data), [a.rows, a.cols]);

/** A differentiable function of matrices as an operation: its values are packed in one vector, which tfjs asks for. */
function operation(tf: Tfjs, name: string, body: Differentiable): (...inputs: Tensor[]) => Tensor[] {
  return (...inputs) => {
    let shapes: (readonly [number, number])[] = [];
    const packed = tf.customGrad((...given) => {
      // The last argument is a function that keeps tensors for the gradient; it needs none.
      const { values, pullback } = body(...given.slice(0, inputs.length).map((input) => read(name, input)));
      shapes = values.map(({ rows, cols }) => [rows, cols]);
      const flat = new Float32Array(values.reduce((total, { data }) => total + data.length, 0));
      let at = 0;
      for (const { data } of values) {
        flat.set(data, at);
        at += data.length;
      }
      return {
        value: tf.tensor(flat, [flat.length]),
        gradFunc: (dy) => {
          const slopes = Float64Array.from(dy.dataSync());
          let from = 0;
          const byValues = values.map(({ rows, cols }) =>
            matrix(rows, cols, slopes.slice(from, (from += rows * cols))),
          );
          return pullback(byValues).map((slope) => written(tf, slope));
        },
      };
    })(...inputs);
    let from = 0;
    return shapes.map(([rows, cols]) => {
      const part = tf.slice(packed, [from], [rows * cols]);
      from += rows * cols;
      return part.reshape([rows, cols]);
    });
  };
}

const sizes = (a: Tensor): string => `[${a.shape.join(", ")}]`;

function requireSquare(name: string, a: Tensor): void {
  if (a.shape.length === 2 && a.shape[0] === a.shape[1]) return;
  throw new EtalonError("tensors/shape", `${name}: the matrix must be square`, { got: `shape ${sizes(a)}` });
}

/** The operations for a loaded tfjs. @throws EtalonError `tensors/shape`, `tensors/not-finite` when they are called. */
export function operationsOf(tf: Tfjs): TensorOperations {
  return {
    nuclearNorm: (a) => operation(tf, "nuclearNorm", nuclearNorm)(a)[0]!.reshape([]),
    singularValues: (a) => operation(tf, "singularValues", singularValues)(a)[0]!.reshape([-1]),
    symmetricEigen: (a) => {
      requireSquare("symmetricEigen", a);
      const [values, vectors] = operation(tf, "symmetricEigen", symmetricEigen)(a);
      return { values: values!.reshape([-1]), vectors: vectors! };
    },
    symmetricFunction: (a, f, slope) => {
      requireSquare("symmetricFunction", a);
      return operation(tf, "symmetricFunction", symmetricFunction(f, slope))(a)[0]!;
    },
    solve: (a, b) => {
      requireSquare("solve", a);
      if (b.shape.length !== 2 || b.shape[0] !== a.shape[0]) {
        throw new EtalonError(
          "tensors/shape",
          "solve: the right-hand side must have the rows of the matrix",
          {
            got: `shapes ${sizes(a)} and ${sizes(b)}`,
          },
        );
      }
      return operation(tf, "solve", solve)(a, b)[0]!;
    },
    qr: (a) => {
      const [q, r] = operation(tf, "qr", qr)(a);
      return { q: q!, r: r! };
    },
    noValue: (reason) => {
      throw new Undefined(reason);
    },
  };
}
