import { expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { readOut } from "../../../generators/networks/readout.ts";

// Two images, 1×2 positions, 2 channels.
const layer = {
  name: "conv1",
  extent: { height: 1, width: 2, channels: 2 },
  values: matrix(4, 2, Float64Array.of(1, 2, 3, 4, 5, 6, 9, 10)),
};

it("pooled is the mean over positions", () => {
  expect(readOut(layer, "pooled")).toEqual(matrix(2, 2, Float64Array.of(2, 3, 7, 8)));
});

it("flat has a column for every channel at every position, and shares no memory with the layer", () => {
  const flat = readOut(layer, "flat");
  expect(flat).toEqual(matrix(2, 4, Float64Array.of(1, 2, 3, 4, 5, 6, 9, 10)));
  flat.data[0] = 99;
  expect(layer.values.data[0]).toBe(1);
});

it("positions has a row for every position of every image", () => {
  const positions = readOut(layer, "positions");
  expect(positions).toEqual(layer.values);
  expect(positions.data).not.toBe(layer.values.data);
});
