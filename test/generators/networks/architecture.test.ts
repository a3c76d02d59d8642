import { describe, expect, it } from "vitest";
import type { Extent } from "../../../generators/networks/architecture.ts";
import { convArchitecture, outputExtent, outputSide } from "../../../generators/networks/architecture.ts";

describe("convArchitecture", () => {
  it("c6 has the extents and the number of units of the reduced Tiny-10", () => {
    const { input, layers } = convArchitecture("c6");
    const units: number[] = [];
    let extent: Extent = input;
    for (const layer of layers) {
      extent = outputExtent(extent, layer);
      units.push(extent.height * extent.width * extent.channels);
    }
    expect(units).toEqual([3136, 1568, 1568, 1024, 256, 256]);
    expect(layers.map(({ name }) => name)).toEqual(["conv1", "conv2", "conv3", "conv4", "conv5", "conv6"]);
  });

  it.each([
    ["c4", 4],
    ["c6", 6],
    ["c8", 8],
  ] as const)("%s has %d layers, each of which takes what the one before gives", (stack, depth) => {
    const { layers } = convArchitecture(stack, 2);
    expect(layers).toHaveLength(depth);
    layers.forEach((layer, i) => expect(layer.inputs).toBe(i === 0 ? 1 : layers[i - 1]!.outputs));
    expect(layers.at(-1)!.outputs).toBe(128);
  });

  it.each([0.3, 0, -1, NaN])("refuses the width %d", (width) => {
    expect(() => convArchitecture("c6", width)).toThrow(expect.objectContaining({ code: "network/width" }));
  });
});

it.each([
  [14, 3, 1, 1, 14],
  [14, 3, 2, 1, 7],
  [7, 3, 2, 1, 4],
  [4, 3, 1, 0, 2],
  [2, 1, 1, 0, 2],
])(
  "a side of %d under kernel %d, stride %d, padding %d becomes %d",
  (size, kernel, stride, padding, expected) => {
    expect(outputSide(size, { name: "x", kernel, stride, padding, inputs: 1, outputs: 1 })).toBe(expected);
  },
);
