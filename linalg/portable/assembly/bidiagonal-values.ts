import { bidiagonalQr } from "./bidiagonal-qr";
import { dqds } from "./dqds";
import { mark, release, reserve } from "./memory";
import { permuteRows, sortOrder } from "./merge";

/**
 * The singular values of the upper bidiagonal d (n), e (n − 1), ascending, into d; e is lost.
 *
 * By dqds; should it not converge, by the QR steps that also give vectors.
 *
 * @returns false when one did not converge.
 */
export function bidiagonalValues(n: i32, d: usize, e: usize): bool {
  const state = mark();
  const z = reserve(<u32>(2 * n));
  for (let i: usize = 0; i < <usize>n; i++) {
    const di = load<f64>(d + (i << 3));
    const ei = i + 1 < <usize>n ? load<f64>(e + (i << 3)) : 0;
    store<f64>(z + (i << 4), di * di);
    store<f64>(z + (i << 4), ei * ei, 8);
  }
  let converged = dqds(n, z);
  if (converged) {
    for (let i: usize = 0; i < <usize>n; i++) {
      store<f64>(d + (i << 3), Math.sqrt(Math.max(0, load<f64>(z + (i << 4)))));
    }
    const order = reserve(<u32>n);
    sortOrder(n, d, order);
    permuteRows(n, order, d, 1, 1);
  } else {
    converged = bidiagonalQr(n, d, e, false, 0, 0, 0, 0, 0, 0);
  }
  release(state);
  return converged;
}
