import { randomFrom } from "../../../core/random.ts";
import type { Extent } from "../../../generators/networks/architecture.ts";
import type { Images } from "../../../generators/networks/images.ts";

/** Bright rectangles at places that the label decides, with noise: easy to learn, impossible to guess. */
export function toyImages(count: number, seed: number, classes = 10): Images {
  const extent: Extent = { height: 14, width: 14, channels: 1 };
  const random = randomFrom("test", "toy-images", seed);
  const bytes = new Uint8Array(count * 196);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  labels.forEach((label, image) => {
    for (let i = 0; i < 196; i++) bytes[image * 196 + i] = random.integer(60);
    const top = 1 + 6 * (label % 2);
    const left = 1 + 2 * (label >> 1);
    for (let y = 0; y < 5; y++)
      for (let x = 0; x < 3; x++) bytes[image * 196 + (top + y) * 14 + left + x] = 220;
  });
  return { count, extent, bytes, labels };
}
