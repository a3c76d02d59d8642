import type { Matrix } from "../../core/matrix.ts";
import type { Images, InputScale } from "../../generators/networks/images.ts";
import { inputOf, pick } from "../../generators/networks/images.ts";
import { accuracy } from "./loss.ts";

/** A network as a function from its input to its logits, with the scale of that input. */
export interface Classifier {
  readonly scale: InputScale;
  readonly logits: (input: Matrix) => Matrix;
}

/** Share of correct answers, in batches that bound the memory of a pass. */
export function accuracyOf({ scale, logits }: Classifier, images: Images): number {
  let correct = 0;
  for (let start = 0; start < images.count; start += 250) {
    const indices = Array.from({ length: Math.min(250, images.count - start) }, (_, i) => start + i);
    const part = pick(images, indices);
    correct += accuracy(logits(inputOf(part, scale)), part.labels) * part.count;
  }
  return correct / images.count;
}

/** Mean and standard deviation over all pixels. */
export function inputScale(images: Images): InputScale {
  let sum = 0;
  let squares = 0;
  for (const byte of images.bytes) {
    sum += byte / 255;
    squares += (byte / 255) ** 2;
  }
  const mean = sum / images.bytes.length;
  return { mean, deviation: Math.sqrt(squares / images.bytes.length - mean ** 2) };
}
