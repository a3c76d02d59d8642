import { describe, expect, it } from "vitest";
import { accuracyOf, fitConv, inputScale, ofClasses, withLabelNoise } from "../../../data/train/fit-conv.ts";
import { convJob } from "../../../data/train/job.ts";
import { saveState } from "../../../data/train/state.ts";
import { toyImages } from "./images.ts";

const job = convJob({ seed: 1, weightDecay: 1e-3, epochs: 3, batch: 20, width: 0.5, stack: "c4" });

describe("fitConv", () => {
  it("learns an easy task, the same way every time, another way from another seed", () => {
    const training = toyImages(200, 1);
    const losses: number[] = [];
    const fitted = fitConv(job, training, (_, loss) => losses.push(loss));
    expect(losses[2]).toBeLessThan(losses[0]! / 2);
    expect(accuracyOf(fitted, toyImages(300, 2))).toBeGreaterThan(0.9);
    const state = saveState(fitted.network);
    expect(saveState(fitConv(job, training).network)).toEqual(state);
    expect(saveState(fitConv({ ...job, seed: 2 }, training).network)).not.toEqual(state);
  });
});

it("inputScale standardises the pixels", () => {
  const { mean, deviation } = inputScale({ ...toyImages(1, 1), bytes: Uint8Array.of(0, 255) });
  expect(mean).toBeCloseTo(0.5, 12);
  expect(deviation).toBeCloseTo(0.5, 12);
});

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

it("accuracyOf counts all images, also in an incomplete last batch", () => {
  const fitted = fitConv({ ...job, epochs: 1 }, toyImages(40, 1));
  const images = toyImages(251, 5);
  const correct = accuracyOf(fitted, images) * 251;
  expect(correct).toBeCloseTo(Math.round(correct), 9);
  expect(accuracyOf(fitted, toyImages(250, 5)) * 250).toBeGreaterThanOrEqual(Math.round(correct) - 1);
});
