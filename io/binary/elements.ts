import { fault } from "../fault.ts";
import { bfloatToNumber, halfToNumber } from "./half.ts";

/** The kinds of real numbers that files hold: numpy's letter and size in bytes, and `bf2` for bfloat16. */
export type ElementKind =
  "b1" | "i1" | "u1" | "i2" | "u2" | "i4" | "u4" | "i8" | "u8" | "f2" | "bf2" | "f4" | "f8";

/** How one number is written in a file. */
export interface ElementType {
  /** As the file calls it, for example `<f4` or `BF16`. */
  readonly name: string;
  readonly kind: ElementKind;
  /** Bytes of one number. */
  readonly size: 1 | 2 | 4 | 8;
  /** Whether the lowest byte comes first. */
  readonly littleEndian: boolean;
}

/** Whether this machine puts the lowest byte first. */
export const hostIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Makes the type with the given name, kind and byte order. */
export function elementType(name: string, kind: ElementKind, littleEndian: boolean): ElementType {
  const size = Number(kind.at(-1)) as ElementType["size"];
  return { name, kind, size, littleEndian };
}

/** Whether numbers of this type are in memory what they are in the file. */
export function isNative({ kind, littleEndian }: ElementType): boolean {
  return kind === "f8" && littleEndian === hostIsLittleEndian;
}

/** Exact values of 64-bit integers, from pairs of 32-bit words. */
function wide(signed: boolean) {
  const [low, high] = hostIsLittleEndian ? [0, 1] : [1, 0];
  return (bytes: Uint8Array, into: Float64Array, file: string): void => {
    const count = bytes.length / 8;
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, count * 2);
    const upper = signed ? new Int32Array(bytes.buffer, bytes.byteOffset, count * 2) : words;
    for (let k = 0; k < count; k++) {
      const value = upper[2 * k + high]! * 2 ** 32 + words[2 * k + low]!;
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
        const exact = (BigInt(upper[2 * k + high]!) << 32n) + BigInt(words[2 * k + low]!);
        if (BigInt(value) !== exact) {
          throw fault("io/integer-too-large", file, "holds an integer that float64 cannot represent", {
            got: String(exact),
            remedy: "save it as float64 if the rounding does not matter",
          });
        }
      }
      into[k] = value;
    }
  };
}

type Decoder = (bytes: Uint8Array, into: Float64Array, file: string) => void;

/** The decoder of a kind for which JavaScript has an array of its own. */
const direct =
  (
    view: (buffer: ArrayBufferLike, offset: number, length: number) => ArrayLike<number>,
    size: number,
  ): Decoder =>
  (bytes, into) =>
    into.set(view(bytes.buffer, bytes.byteOffset, bytes.length / size));

/** The decoder of a 16-bit kind for which JavaScript has none. */
const by16 =
  (valueOf: (bits: number) => number): Decoder =>
  (bytes, into) => {
    const words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    for (let k = 0; k < words.length; k++) into[k] = valueOf(words[k]!);
  };

/** Decoders of numbers that are already in this machine's byte order. */
const DECODERS: Readonly<Record<ElementKind, Decoder>> = {
  b1: (bytes, into) => bytes.forEach((byte, k) => (into[k] = byte === 0 ? 0 : 1)),
  i1: direct((...at) => new Int8Array(...at), 1),
  u1: direct((...at) => new Uint8Array(...at), 1),
  i2: direct((...at) => new Int16Array(...at), 2),
  u2: direct((...at) => new Uint16Array(...at), 2),
  i4: direct((...at) => new Int32Array(...at), 4),
  u4: direct((...at) => new Uint32Array(...at), 4),
  i8: wide(true),
  u8: wide(false),
  f2: by16(halfToNumber),
  bf2: by16(bfloatToNumber),
  f4: direct((...at) => new Float32Array(...at), 4),
  f8: direct((...at) => new Float64Array(...at), 8),
};

/** Reverses the bytes of every number, in place. */
export function swapBytes(bytes: Uint8Array, size: ElementType["size"]): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (size === 2) buffer.swap16();
  else if (size === 4) buffer.swap32();
  else if (size === 8) buffer.swap64();
}

/**
 * The numbers that `bytes` hold, as float64 into the first places of `into`.
 *
 * @param bytes whole numbers of the type, aligned to eight bytes; they are overwritten where the byte order differs.
 * @throws EtalonError `io/integer-too-large` for a 64-bit integer that float64 does not hold exactly.
 */
export function decode(type: ElementType, bytes: Uint8Array, into: Float64Array, file: string): void {
  if (type.littleEndian !== hostIsLittleEndian) swapBytes(bytes, type.size);
  DECODERS[type.kind](bytes, into, file);
}
