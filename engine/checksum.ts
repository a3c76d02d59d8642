/** One step of a lane. Each part is a bijection, so a single changed word is never lost; the rotation brings the
 * sign bits, which a product moves nowhere, down among the others. */
const step = (lane: number, word: number): number =>
  Math.imul(((lane << 13) | (lane >>> 19)) ^ word, 0x01000193);

const fold = (sum: number, lane: number): number => {
  const mixed = Math.imul(sum ^ lane, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

/**
 * A 32-bit checksum of the bits of an array: a change of one 32-bit word always changes it, any other change is
 * missed with a probability of about 2⁻³². 0 and −0 differ, as do two NaNs with other bits.
 *
 * Four independent lanes keep the multiplier busy; a cryptographic hash would cost more than many a metric.
 */
export function checksum(values: Float64Array): number {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  let [a, b, c, d] = [0x1234567, 0x2345678, 0x3456789, 0x456789a];
  const whole = words.length - (words.length % 4);
  for (let i = 0; i < whole; i += 4) {
    // In bounds: i + 3 < whole ≤ words.length.
    a = step(a, words[i]!);
    b = step(b, words[i + 1]!);
    c = step(c, words[i + 2]!);
    d = step(d, words[i + 3]!);
  }
  for (let i = whole; i < words.length; i++) a = step(a, words[i]!);
  return [a, b, c, d].reduce(fold, words.length);
}
