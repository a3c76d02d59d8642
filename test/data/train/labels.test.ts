import { describe, expect, it } from "vitest";
import { ofClasses, withLabelNoise } from "../../../data/train/labels.ts";
import { toyImages } from "./images.ts";

describe("withLabelNoise", () => {
  const images = toyImages(5000, 3);
  const changed = (share: number): number[] => {
    const { labels } = withLabelNoise(images, share, 7);
    return Array.from(labels.keys()).filter((i) => labels[i] !== images.labels[i]);
  };

  it("changes nine tenths of the share, since a new label may be the old one", () => {
    expect(changed(0)).toEqual([]);
    expect(changed(0.5).length / 5000).toBeCloseTo(0.45, 1);
    expect(changed(1).length / 5000).toBeCloseTo(0.9, 1);
  });

  it("nests the shares: what 25 % changed, 50 % changed too", () => {
    const half = new Set(changed(0.5));
    expect(changed(0.25).every((index) => half.has(index))).toBe(true);
  });
});

it("ofClasses keeps one half of the classes", () => {
  const images = toyImages(40, 4);
  expect(new Set(ofClasses(images, "lower").labels)).toEqual(new Set([0, 1, 2, 3, 4]));
  expect(new Set(ofClasses(images, "upper").labels)).toEqual(new Set([5, 6, 7, 8, 9]));
  expect(ofClasses(images, "all")).toBe(images);
});
