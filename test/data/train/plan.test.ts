import { describe, expect, it } from "vitest";
import { WEIGHT_DECAYS, planZoo, sweepJobs } from "../../../data/train/plan.ts";

describe("planZoo", () => {
  const { batches, groups } = planZoo(0.03);
  const planned = batches.flatMap(({ networks }) => networks);

  it("names every network once, and only networks that it has", () => {
    const ids = planned.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { networks } of groups) for (const id of networks) expect(ids).toContain(id);
  });

  it("trains no job twice", () => {
    const jobs = planned.map(({ job }) => JSON.stringify(job));
    expect(new Set(jobs).size).toBe(jobs.length);
  });

  it("has ten networks that differ in the seed alone", () => {
    const c6 = groups.find(({ name }) => name === "c6")!.networks;
    const jobs = planned.filter(({ id }) => c6.includes(id)).map(({ job }) => job);
    expect(jobs.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(jobs.map((job) => JSON.stringify({ ...job, seed: 0 }))).size).toBe(1);
    expect(jobs[0]!.weightDecay).toBe(0.03);
  });
});

it("the sweep is every weight decay with two seeds", () => {
  expect(sweepJobs()).toHaveLength(2 * WEIGHT_DECAYS.length);
});
