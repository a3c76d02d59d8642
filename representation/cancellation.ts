/**
 * Below this share of ‖xᵢ‖² + ‖xⱼ‖², ‖xᵢ‖² + ‖xⱼ‖² − 2⟨xᵢ, xⱼ⟩ has lost four bits and more to cancellation, and the
 * distance is computed from the difference of the rows instead. What is not recomputed is right to about 16·√p·ε,
 * below the tie tolerance for up to tens of thousands of units; of data without clusters hardly any pair is recomputed.
 */
export const CANCELS = 1 / 16;

/** Rows closer than the rounding of their own coordinates coincide. */
const COINCIDES = (16 * Number.EPSILON) ** 2;

/**
 * The squared distance of two rows from their difference; zero where they coincide.
 *
 * @param size ‖xᵢ‖² + ‖xⱼ‖².
 */
export function fromDifference(points: Float64Array, p: number, i: number, j: number, size: number): number {
  let total = 0;
  for (let c = 0, a = i * p, b = j * p; c < p; c++, a++, b++) total += (points[a]! - points[b]!) ** 2;
  return total <= COINCIDES * size ? 0 : total;
}
