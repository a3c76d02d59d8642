import { gemm } from "./gemm";
import { dot, scale } from "./vector";

// Householder reflectors H = I − τ vᵀv with rows v, and products of them in the compact WY form
// H₁ ⋯ H_b = I − Vᵀ T V (Schreiber and Van Loan 1989; Golub and Van Loan, Matrix Computations, §5.1–5.2).

const TINY: f64 = 1e-280;
const RAISE: f64 = 2.0 ** 500;

/** The value that the last {@link reflect} left in place of the vector's leading element. */
export let reflected: f64 = 0;

/**
 * Makes the reflector that maps (alpha, x) to (beta, 0): `leading` holds alpha and becomes 1, the n numbers at `x`
 * become the rest of v; beta is left in {@link reflected} and τ returned, 0 when x is already zero.
 */
export function reflect(n: i32, leading: usize, x: usize): f64 {
  const alpha = load<f64>(leading);
  store<f64>(leading, 1);
  let squares = dot(n, x, x);
  if (squares + alpha * alpha < TINY) return reflectTiny(n, alpha, x);
  if (squares == 0) {
    reflected = alpha;
    return 0;
  }
  const beta = -copysign(Math.sqrt(alpha * alpha + squares), alpha);
  scale(n, 1 / (alpha - beta), x);
  reflected = beta;
  return (beta - alpha) / beta;
}

/** {@link reflect} for numbers whose squares vanish: raised by an exact power of two first. */
function reflectTiny(n: i32, alpha: f64, x: usize): f64 {
  scale(n, RAISE, x);
  alpha *= RAISE;
  let lower = 1 / RAISE;
  let squares = dot(n, x, x);
  if (squares + alpha * alpha < TINY) {
    scale(n, RAISE, x);
    alpha *= RAISE;
    lower *= 1 / RAISE;
    squares = dot(n, x, x);
  }
  if (squares == 0) {
    reflected = alpha * lower;
    return 0;
  }
  const beta = -copysign(Math.sqrt(alpha * alpha + squares), alpha);
  scale(n, 1 / (alpha - beta), x);
  reflected = beta * lower;
  return (beta - alpha) / beta;
}

/** The upper triangular T (b×b) of b reflectors in the rows of V (b×m); `gram` is room for b² numbers. */
export function blockFactor(b: i32, m: i32, v: usize, ldv: i32, tau: usize, t: usize, gram: usize): void {
  const stride = (<usize>b) << 3;
  memory.fill(gram, 0, stride * <usize>b);
  memory.fill(t, 0, stride * <usize>b);
  gemm(false, true, b, b, m, 1, v, ldv, v, ldv, gram, b, true);
  for (let j = 0; j < b; j++) {
    const tj = load<f64>(tau + ((<usize>j) << 3));
    const products = gram + <usize>j * stride; // vⱼ · vᵢ for i < j
    for (let i = 0; i < j; i++) {
      const row = t + <usize>i * stride;
      let sum: f64 = 0;
      for (let k = i; k < j; k++)
        sum += load<f64>(row + ((<usize>k) << 3)) * load<f64>(products + ((<usize>k) << 3));
      store<f64>(row + ((<usize>j) << 3), -tj * sum);
    }
    store<f64>(t + <usize>j * stride + ((<usize>j) << 3), tj);
  }
}

/**
 * C ← C (I − Vᵀ op(T) V) for C of rows×m: applies H₁ ⋯ H_b, or its transpose with `transposeT`, from the right.
 * `work` is room for 2 · rows · b numbers.
 */
export function applyBlock(
  rows: i32,
  m: i32,
  b: i32,
  c: usize,
  ldc: i32,
  v: usize,
  ldv: i32,
  t: usize,
  transposeT: bool,
  work: usize,
): void {
  const size = (<usize>rows * <usize>b) << 3;
  memory.fill(work, 0, size << 1);
  gemm(false, true, rows, b, m, 1, c, ldc, v, ldv, work, b, false);
  gemm(false, transposeT, rows, b, b, 1, work, b, t, b, work + size, b, false);
  gemm(false, false, rows, m, b, -1, work + size, b, v, ldv, c, ldc, false);
}
