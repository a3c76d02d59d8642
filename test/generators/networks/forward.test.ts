import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { accuracy } from "../../../data/train/loss.ts";
import type { Reference } from "../../../data/train/reference.ts";
import { activations, forward, forwardPass } from "../../../generators/networks/forward.ts";
import { pick } from "../../../generators/networks/images.ts";
import { readOut } from "../../../generators/networks/readout.ts";
import { loadZoo } from "../../../generators/networks/zoo.ts";

const zoo = loadZoo();
const first = zoo.group("c6").networks[0]!;
const three = pick(zoo.images, [0, 1, 2]);
const references = JSON.parse(
  readFileSync(new URL("../../../data/zoo/reference.json", import.meta.url), "utf8"),
) as readonly Reference[];

describe("forward", () => {
  it("has six layers in order, with the extents of the architecture", () => {
    const layers = forward(first, three);
    expect(layers.map(({ name, extent, values }) => [name, extent.height, values.rows, values.cols])).toEqual(
      [
        ["conv1", 14, 588, 16],
        ["conv2", 7, 147, 32],
        ["conv3", 7, 147, 32],
        ["conv4", 4, 48, 64],
        ["conv5", 2, 12, 64],
        ["conv6", 2, 12, 64],
      ],
    );
  });

  /** Largest deviation of a layer over its largest stored activation. */
  const deviations = ({ network, layers }: Reference, key: "exported" | "trained"): number[] =>
    forward(zoo.group(network.split("/")[0]!).networks[0]!, three).map((layer, index) => {
      const { name, columns, [key]: rows } = layers[index]!;
      expect(layer.name).toBe(name);
      const flat = readOut(layer, "flat");
      const largest = Math.max(...rows.flat());
      expect(largest).toBeGreaterThan(0);
      return Math.max(
        ...rows.flatMap((row, image) =>
          columns.map((column, k) => Math.abs(flat.data[image * flat.cols + column]! - row[k]!) / largest),
        ),
      );
    });

  it.each(references)("reproduces the trainer's own forward pass of the shipped $network", (reference) => {
    for (const deviation of deviations(reference, "exported")) expect(deviation).toBeLessThan(1e-12);
  });

  it.each(references)("$network stays near what was trained: only the rounding lies between", (reference) => {
    for (const deviation of deviations(reference, "trained")) expect(deviation).toBeLessThan(5e-3);
  });

  it("answers an image in the same way whatever its neighbours and chunk", () => {
    const all = forwardPass(
      first,
      pick(
        zoo.images,
        Array.from({ length: 130 }, (_, i) => i),
      ),
    );
    const alone = forwardPass(first, pick(zoo.images, [127]));
    for (let j = 0; j < 10; j++) expect(alone.logits.data[j]).toBeCloseTo(all.logits.data[1270 + j]!, 10);
    expect(all.layers[5]!.values.rows).toBe(130 * 4);
  });

  it("refuses images of another size", () => {
    const wrong = { ...three, extent: { height: 28, width: 28, channels: 1 } };
    expect(() => forward(first, wrong)).toThrow(expect.objectContaining({ code: "network/image-size" }));
  });
});

describe("activations", () => {
  it("is the layer asked for, read out", () => {
    expect(activations(first, three, "conv4", "pooled")).toEqual(
      readOut(forward(first, three)[3]!, "pooled"),
    );
    expect(activations(first, three, "conv4", "flat").cols).toBe(1024);
  });

  it("names the layers when there is no such one", () => {
    expect(() => activations(first, three, "conv9", "flat")).toThrow(/conv9.*conv1, conv2/);
  });
});

it.each(zoo.names)(
  "the first network of %s is as accurate on the shipped images as the index says",
  (name) => {
    const { facts, ...network } = zoo.group(name).networks[0]!;
    const wanted = Array.from(zoo.images.labels.keys()).filter((i) => {
      const upper = zoo.images.labels[i]! >= 5;
      return facts.classes === "all" || (facts.classes === "upper") === upper;
    });
    const images = pick(zoo.images, wanted);
    const { logits } = forwardPass(network, images);
    expect(accuracy(logits, images.labels)).toBe(facts.accuracy.shippedHalf);
  },
);
