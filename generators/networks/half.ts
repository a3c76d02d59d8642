import { EtalonError } from "../../core/errors.ts";

/** The value of every one of the 65,536 half-precision patterns. */
function halfValues(): Float64Array {
  return Float64Array.from({ length: 65_536 }, (_, pattern) => {
    const sign = pattern & 0x8000 ? -1 : 1;
    const exponent = (pattern >> 10) & 0x1f;
    const fraction = pattern & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

let table: Float64Array | undefined;

/**
 * Little-endian IEEE 754 binary16 numbers as float64; every one of them is exact.
 *
 * @throws EtalonError `zoo/format` when the number of bytes is odd.
 */
export function decodeHalf(bytes: Uint8Array): Float64Array {
  if (bytes.length % 2 !== 0) {
    throw new EtalonError("zoo/format", "decodeHalf: half-precision numbers take two bytes each", {
      got: `${bytes.length} bytes`,
    });
  }
  table ??= halfValues();
  const result = new Float64Array(bytes.length / 2);
  for (let i = 0; i < result.length; i++) {
    // In bounds: a pattern of two bytes is below 65,536.
    result[i] = table[bytes[2 * i]! | (bytes[2 * i + 1]! << 8)]!;
  }
  return result;
}
