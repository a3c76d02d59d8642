import type { Matrix } from "../../core/matrix.ts";
import type { Session } from "./session.ts";
import { push } from "./session.ts";

/**
 * The power of two that brings the largest magnitude of A near 1, so that sums of squares neither overflow nor
 * vanish; multiplying by it is exact. 1 for numbers of ordinary size.
 */
export function scaleFactor(data: Float64Array): number {
  let largest = 0;
  for (let k = 0; k < data.length; k++) largest = Math.max(largest, Math.abs(data[k]!));
  return factorFor(largest);
}

/** {@link scaleFactor} by the lower triangle alone. */
export function scaleFactorLower(a: Matrix): number {
  let largest = 0;
  for (let i = 0; i < a.rows; i++) {
    for (let k = i * a.cols; k <= i * a.cols + i; k++) largest = Math.max(largest, Math.abs(a.data[k]!));
  }
  return factorFor(largest);
}

/** Puts `factor` times the data into the kernel's memory and gives their address. */
export function pushScaled(session: Session, data: Float64Array, factor: number): number {
  const address = push(session, data);
  if (factor !== 1) {
    const view = session.view();
    for (let k = address; k < address + data.length; k++) view[k]! *= factor;
  }
  return address;
}

/** Divides by the factor of {@link scaleFactor}, in place. */
export function unscale(data: Float64Array, factor: number): Float64Array {
  if (factor !== 1) for (let k = 0; k < data.length; k++) data[k]! /= factor;
  return data;
}

function factorFor(largest: number): number {
  if (largest === 0 || (largest > 2 ** -40 && largest < 2 ** 40)) return 1;
  // At the ends of the range the reciprocal of the exact power would not be a normal number.
  return 2 ** Math.min(1000, Math.max(-1000, -Math.floor(Math.log2(largest))));
}
