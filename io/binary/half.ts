/** 2 to the power of `exponent` − 25, from a table: a power costs more than all else here together. */
const SCALES = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (exponent - 25));

/**
 * The value of 16 bits in IEEE 754 half precision (1 sign, 5 exponent, 10 fraction bits).
 *
 * Source: IEEE 754-2019, binary16.
 */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  // Numbers of the smallest exponent have no hidden bit, and the scale of the next.
  return sign * (exponent === 0 ? fraction * SCALES[1]! : (1024 + fraction) * SCALES[exponent]!);
}

/** The 16 bits of the half-precision number nearest to `value`, ties to even; beyond 65504 it is infinity. */
export function numberToHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  // 65520 is half-way between the largest finite number and 65536: ties go to the even, which is infinity.
  if (size >= 65520) return sign | 0x7c00;
  let exponent = Math.max(-14, Math.floor(Math.log2(size)));
  // The logarithm of a number just below a power of two is rounded up to it.
  if (exponent > -14 && 2 ** exponent > size) exponent--;
  const units = size / 2 ** (exponent - 10);
  const below = Math.floor(units);
  const rest = units - below;
  const rounded = rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
  // Numbers of the smallest exponent have no hidden bit; a carry out of the fraction raises the exponent.
  return sign | ((exponent + 14) * 1024 + rounded);
}

const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);

/** The value of 16 bits in bfloat16: the upper half of a float32. */
export function bfloatToNumber(bits: number): number {
  word[0] = bits << 16;
  return single[0]!;
}
