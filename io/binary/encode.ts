import { fault } from "../fault.ts";
import { hostIsLittleEndian, swapBytes, type ElementType } from "./elements.ts";
import { numberToHalf } from "./half.ts";

/** The least and the largest float64 among the integers of a size. */
function integerRange(size: number, signed: boolean): readonly [least: number, most: number] {
  const half = 2 ** (size * 8 - 1);
  // Of eight bytes, the largest are beyond what float64 counts one by one: the number below a power of two.
  const below = (power: number): number => (size === 8 ? power * (1 - 2 ** -53) : power - 1);
  return signed ? [-half, below(half)] : [0, below(2 * half)];
}

/** @throws EtalonError `io/value` unless every value is an integer that the type holds. */
function requireIntegers({ name: dtype, size, kind }: ElementType, values: Float64Array, name: string): void {
  const [least, most] = kind === "b1" ? [0, 1] : integerRange(size, kind.startsWith("i"));
  const wrong = values.find((value) => !Number.isInteger(value) || value < least || value > most);
  if (wrong === undefined) return;
  throw fault("io/value", name, `a value is not one that ${dtype} holds`, {
    got: String(wrong),
    remedy: `use integers from ${least} to ${most}, or a float type`,
  });
}

/** The values as an array of the type, in this machine's byte order. */
function typed({ kind }: ElementType, values: Float64Array): ArrayBufferView<ArrayBuffer> {
  switch (kind) {
    case "f8":
      return values.slice();
    case "f4":
      return Float32Array.from(values);
    case "f2":
      return Uint16Array.from(values, numberToHalf);
    case "bf2":
      // The upper half of the float32: cut off, not rounded.
      return Uint16Array.from(new Uint32Array(Float32Array.from(values).buffer), (bits) => bits >>> 16);
    case "i8":
    case "u8":
      return BigInt64Array.from(Array.from(values, BigInt));
    case "i4":
    case "u4":
      return Uint32Array.from(values);
    case "i2":
    case "u2":
      return Uint16Array.from(values);
    case "i1":
    case "u1":
    case "b1":
      return Uint8Array.from(values);
  }
}

/**
 * The bytes of numbers: the inverse of `decode`. Floats are rounded to the nearest of their type.
 *
 * @throws EtalonError `io/value` for a value that an integer type does not hold.
 */
export function encode(type: ElementType, values: Float64Array, name: string): Uint8Array {
  if (!/^b?f/.test(type.kind)) requireIntegers(type, values, name);
  const { buffer, byteOffset, byteLength } = typed(type, values);
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (type.littleEndian !== hostIsLittleEndian) swapBytes(bytes, type.size);
  return bytes;
}
