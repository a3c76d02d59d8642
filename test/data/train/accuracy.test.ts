import { expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { accuracyOf, inputScale } from "../../../data/train/accuracy.ts";
import { toyImages } from "./images.ts";

it("inputScale standardises the pixels", () => {
  const { mean, deviation } = inputScale({ ...toyImages(1, 1), bytes: Uint8Array.of(0, 255) });
  expect(mean).toBeCloseTo(0.5, 12);
  expect(deviation).toBeCloseTo(0.5, 12);
});

it("accuracyOf counts all images, also in an incomplete last batch", () => {
  const sizes: number[] = [];
  // Answers 7 to every image.
  const logits = ({ rows }: { rows: number }) => {
    sizes.push(rows / 196);
    const result = matrix(rows / 196, 10);
    for (let i = 0; i < result.rows; i++) result.data[i * 10 + 7] = 1;
    return result;
  };
  const images = toyImages(508, 5);
  expect(accuracyOf({ scale: { mean: 0, deviation: 1 }, logits }, images)).toBeCloseTo(51 / 508, 12);
  expect(sizes).toEqual([250, 250, 8]);
});
