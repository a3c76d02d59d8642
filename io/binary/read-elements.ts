import type { Bytes } from "./bytes.ts";
import { decode, isNative, type ElementType } from "./elements.ts";

/** Bytes read at a time, so that a file is never held twice; a multiple of every element's size. */
export const CHUNK = 1 << 22;

/**
 * Reads the numbers that begin at byte `position`, as many as `into` holds.
 *
 * @throws EtalonError `io/changed` when the bytes end, `io/integer-too-large`.
 */
export async function readElements(
  bytes: Bytes,
  position: number,
  type: ElementType,
  into: Float64Array,
): Promise<void> {
  if (isNative(type)) {
    await bytes.read(position, new Uint8Array(into.buffer, into.byteOffset, into.byteLength));
    return;
  }
  const step = CHUNK / type.size;
  const scratch = new Uint8Array(Math.min(CHUNK, into.length * type.size));
  for (let k = 0; k < into.length; k += step) {
    const part = into.subarray(k, k + step);
    const chunk = scratch.subarray(0, part.length * type.size);
    await bytes.read(position + k * type.size, chunk);
    decode(type, chunk, part, bytes.name);
  }
}
