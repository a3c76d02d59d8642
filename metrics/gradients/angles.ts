/** Cosines are capped here: the angle has no derivative at 1, and beyond this its digits are rounding. */
const CAP = 1 - 1e-12;

/** d arccos(s)/ds = −1/√(1 − s²). */
export function byArccos(score: number): number {
  const s = Math.max(-CAP, Math.min(CAP, score));
  return -1 / Math.sqrt((1 - s) * (1 + s));
}
