import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { drawRows, layerMatrices } from "../../../generators/networks/layer-matrices.ts";
import { membersOf } from "../../../generators/networks/shipped.ts";
import { matrix } from "../../../core/matrix.ts";

const rows = drawRows(20, randomFrom("rows"));
const all = drawRows(500, randomFrom("rows"));

describe("layerMatrices", () => {
  it("takes the same images from a kept answer and from a pass with these images alone", () => {
    const [network] = membersOf({ group: "depth", first: 0, count: 1 });
    const pooled = layerMatrices(network!, "pooled", rows);
    layerMatrices(network!, "flat", rows).forEach((flat, i) => {
      const { rows: n, cols } = pooled[i]!;
      const positions = flat.cols / cols;
      const mean = matrix(n, cols);
      flat.data.forEach((value, k) => {
        mean.data[Math.floor(k / flat.cols) * cols + (k % cols)]! += value / positions;
      });
      mean.data.forEach((value, k) => expect(value).toBeCloseTo(pooled[i]!.data[k]!, 10));
    });
  });

  it("takes one patch of each image, at another place for another image, the same in every layer", () => {
    const [network] = membersOf({ group: "attention", first: 0, count: 1 });
    const many = layerMatrices(network!, "positions", rows);
    const one = layerMatrices(network!, "one-position", rows);
    const places = one.map((layer, l) =>
      Array.from({ length: 20 }, (_, image) =>
        Array.from({ length: 14 }, (_unused, patch) => patch).findIndex((patch) =>
          layer.data
            .subarray(image * 32, (image + 1) * 32)
            .every((value, k) => value === many[l]!.data[(image * 14 + patch) * 32 + k]),
        ),
      ),
    );
    for (const layer of places) expect(layer).toEqual(places[0]);
    expect(new Set(places[0]).size).toBeGreaterThan(4);
    expect(places[0]).not.toContain(-1);
  });
});

it("drawRows draws nothing where all images are wanted, and the images without repetition", () => {
  expect(all.images).toBeUndefined();
  expect(new Set(rows.images).size).toBe(20);
});
