import { describe, expect, it } from "vitest";
import { referenceOf } from "../../../data/train/reference.ts";
import { shipped, toyZoo } from "./toy-zoo.ts";

const { first } = toyZoo();

describe("referenceOf", () => {
  const { network, layers } = referenceOf(first, ["conv1", "conv2", "conv3", "conv4"], shipped);

  it("has sixteen units of each layer for three images", () => {
    expect(network).toBe("toy/seed-0");
    expect(layers.map(({ name, columns, exported: rows }) => [name, columns.length, rows.length])).toEqual(
      ["conv1", "conv2", "conv3", "conv4"].map((name) => [name, 16, 3]),
    );
    for (const { columns } of layers) expect(new Set(columns).size).toBe(16);
  });

  it("keeps the rounded and the unrounded answers apart, but near", () => {
    const a = layers.flatMap(({ exported: rows }) => rows.flat());
    const b = layers.flatMap(({ trained }) => trained.flat());
    expect(a).not.toEqual(b);
    const largest = Math.max(...b);
    expect(Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / largest).toBeLessThan(0.01);
  });
});
