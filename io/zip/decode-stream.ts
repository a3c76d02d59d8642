import { allocate } from "../binary/allocate.ts";
import { decode, type ElementType } from "../binary/elements.ts";

/** Room for numbers that wait to be decoded; a multiple of every element's size. */
const WAITING = 1 << 16;

/** Takes bytes as they come, in pieces of any length, and turns them into numbers. */
export interface Decoder {
  readonly data: Float64Array;
  /** Takes the next bytes; what is more than `data` holds is not looked at. @throws EtalonError. */
  readonly push: (bytes: Uint8Array) => void;
  /** Decodes what still waits. */
  readonly end: () => void;
}

/** A decoder of `count` numbers that holds no byte longer than it must. @throws EtalonError `io/too-large`. */
export function streamDecoder(type: ElementType, count: number, name: string): Decoder {
  const data = allocate(count, name);
  const waiting = new Uint8Array(WAITING);
  let [held, done] = [0, 0];
  const flush = (): void => {
    const whole = Math.min(Math.floor(held / type.size), count - done);
    decode(type, waiting.subarray(0, whole * type.size), data.subarray(done, done + whole), name);
    done += whole;
    held = 0;
  };
  return {
    data,
    push: (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + WAITING - held);
        waiting.set(part, held);
        held += part.length;
        at += part.length;
        if (held === WAITING) flush();
      }
    },
    end: flush,
  };
}
