import { describe, expect, it } from "vitest";
import { dataRandom, measureRandom, metricRandom, type SeedPath } from "../../engine/seeds.ts";

const path: SeedPath = { seed: 1, suite: "width@2", case: "p-40", replicate: 0 };

const OTHERS: readonly Partial<SeedPath>[] = [
  { seed: 2 },
  { suite: "width@3" },
  { case: "p-41" },
  { replicate: 1 },
];

describe("seeds", () => {
  it("move with every part of the path", () => {
    const first = (of: SeedPath): number => dataRandom(of).uniform();
    const all = [path, ...OTHERS.map((other) => ({ ...path, ...other }))].map(first);
    expect(new Set(all).size).toBe(5);
    expect(first(path)).toBe(all[0]);
  });

  it("are apart for data, measuring and each metric", () => {
    const sources = [dataRandom(path), measureRandom(path), metricRandom(path, "a"), metricRandom(path, "b")];
    expect(new Set(sources.map((source) => source.uniform())).size).toBe(4);
  });
});
