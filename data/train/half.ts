import { EtalonError } from "../../core/errors.ts";

/** The bits of the half nearest to a number below 65,520 in size; ties go to the even fraction (IEEE 754). */
function encode(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  // Subnormal numbers share the exponent of the smallest normal ones.
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 2 ** -14)));
  const unit = 2 ** (exponent - 10);
  const steps = size / unit;
  const below = Math.floor(steps);
  const rest = steps - below;
  const rounded = rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
  // A carry out of the fraction runs into the exponent, as it should; so does the leading one of a normal number.
  return sign | (((exponent + 14) << 10) + rounded);
}

/**
 * The nearest half-precision numbers, little-endian, two bytes each.
 *
 * @throws EtalonError `zoo/half-overflow` for what a half cannot hold.
 */
export function encodeHalf(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  values.forEach((value, index) => {
    if (!(Math.abs(value) < 65_520)) {
      throw new EtalonError(
        "zoo/half-overflow",
        "encodeHalf: a half-precision number is smaller than 65,520",
        {
          got: String(value),
        },
      );
    }
    const bits = encode(value);
    bytes[2 * index] = bits & 0xff;
    bytes[2 * index + 1] = bits >> 8;
  });
  return bytes;
}
