import { randomFrom } from "../../core/random.ts";
import type { Images } from "../../generators/networks/images.ts";
import { pick } from "../../generators/networks/images.ts";
import type { ConvJob } from "./job.ts";

/** The same images, a share of their labels drawn again from all ten classes. Larger shares contain smaller ones. */
export function withLabelNoise(images: Images, share: number, seed: number): Images {
  const random = randomFrom("zoo", "label-noise", seed);
  const labels = images.labels.slice();
  for (let i = 0; i < labels.length; i++) {
    const draw = random.uniform();
    const label = random.integer(10);
    if (draw < share) labels[i] = label;
  }
  return { ...images, labels };
}

/** The images whose class is in the half asked for. */
export function ofClasses(images: Images, classes: ConvJob["classes"]): Images {
  if (classes === "all") return images;
  const wanted = Array.from(images.labels.keys()).filter(
    (i) => images.labels[i]! >= 5 === (classes === "upper"),
  );
  return pick(images, wanted);
}
