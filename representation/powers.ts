/** The power of two just above |value|; 1 for 0. */
export function powerOfTwoAbove(value: number): number {
  if (value === 0) return 1;
  const exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
  return 2 ** Math.max(-1022, Math.min(1023, exponent));
}
