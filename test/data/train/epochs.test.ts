import { expect, it } from "vitest";
import { forEpochs } from "../../../data/train/epochs.ts";
import { oneCycle } from "../../../data/train/sgd.ts";
import { toyImages } from "./images.ts";

it("shows every image once an epoch, in another order each time, at the rates of the schedule", () => {
  const images = { ...toyImages(10, 1), labels: Uint8Array.from({ length: 10 }, (_, i) => i) };
  const seen: number[][] = [];
  const rates: number[] = [];
  const losses: [number, number][] = [];
  const settings = { seed: 3, epochs: 2, batch: 4, peakRate: 0.1 };
  forEpochs(
    settings,
    images,
    (part, rate) => {
      seen.push(Array.from(part.labels));
      rates.push(rate);
      return part.count;
    },
    (epoch, loss) => losses.push([epoch, loss]),
  );
  expect(seen.map(({ length }) => length)).toEqual([4, 4, 2, 4, 4, 2]);
  const [first, second] = [seen.slice(0, 3).flat(), seen.slice(3).flat()];
  expect(first.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(second.toSorted()).toEqual(first.toSorted());
  expect(second).not.toEqual(first);
  expect(rates).toEqual([0, 1, 2, 3, 4, 5].map((step) => oneCycle(step, 6, 0.1)));
  expect(losses.map(([epoch]) => epoch)).toEqual([0, 1]);
  expect(losses[0]![1]).toBeCloseTo(10 / 3, 12);
});
