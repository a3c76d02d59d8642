import { expect, it } from "vitest";
import type { Images } from "../../../generators/networks/images.ts";
import { inputOf, pick } from "../../../generators/networks/images.ts";

const images: Images = {
  count: 3,
  extent: { height: 1, width: 2, channels: 1 },
  bytes: Uint8Array.of(0, 51, 102, 153, 204, 255),
  labels: Uint8Array.of(7, 8, 9),
};

it("pick takes images and labels in the order asked for, also twice", () => {
  expect(pick(images, [2, 0, 2])).toEqual({
    count: 3,
    extent: images.extent,
    bytes: Uint8Array.of(204, 255, 0, 51, 204, 255),
    labels: Uint8Array.of(9, 7, 9),
  });
});

it("inputOf standardises bytes, one row a pixel", () => {
  const { rows, cols, data } = inputOf(images, { mean: 0.2, deviation: 0.4 });
  expect([rows, cols]).toEqual([6, 1]);
  [-0.5, 0, 0.5, 1, 1.5, 2].forEach((value, i) => expect(data[i]).toBeCloseTo(value, 12));
});
