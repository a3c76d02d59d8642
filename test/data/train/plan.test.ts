import { describe, expect, it } from "vitest";
import type { ConvJob } from "../../../data/train/job.ts";
import { attentionJob, convJob } from "../../../data/train/job.ts";
import { WEIGHT_DECAYS, attentionSweep, convSweep, planZoo, restrict } from "../../../data/train/plan.ts";

const chosen = {
  conv: convJob({ seed: 1, weightDecay: 0.03 }),
  attention: attentionJob({ seed: 1, peakRate: 0.003, weightDecay: 0.1 }),
};

describe("planZoo", () => {
  const { batches, groups, recurrent } = planZoo(chosen);
  const planned = batches.flatMap(({ networks }) => networks);

  it("names every network once, and only networks that it has", () => {
    const ids = planned.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { networks } of groups) for (const id of networks) expect(ids).toContain(id);
  });

  it("has five recurrent networks", () => {
    expect(recurrent.map(({ id, job }) => [id, job.seed])).toEqual(
      [0, 1, 2, 3, 4].map((seed) => [`recurrent/seed-${seed}`, seed]),
    );
  });

  it("trains no job twice", () => {
    const jobs = planned.map(({ job }) => JSON.stringify(job));
    expect(new Set(jobs).size).toBe(jobs.length);
  });

  it.each([
    ["c6", chosen.conv],
    ["attention", chosen.attention],
  ] as const)("has ten %s networks of the chosen recipe that differ in the seed alone", (name, job) => {
    const ids = groups.find((group) => group.name === name)!.networks;
    const jobs = planned.filter(({ id }) => ids.includes(id)).map((network) => network.job);
    expect(jobs).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((seed) => ({ ...job, seed })));
  });
});

describe("variations", () => {
  const { batches, groups } = planZoo(chosen);
  const jobs = new Map(batches.flatMap(({ networks }) => networks.map(({ id, job }) => [id, job] as const)));

  it.each([
    ["weight-decay", 6, "weightDecay"],
    ["depth", 3, "stack"],
    ["classes", 2, "classes"],
    ["label-noise", 5, "labelNoise"],
    ["width", 3, "width"],
    ["training-time", 4, "epochs"],
  ] as const)("%s has three networks at each of %d levels", (name, levels, key) => {
    const group = groups.find((candidate) => candidate.name === name)!;
    const values = group.networks.map((id) => (jobs.get(id) as ConvJob)[key]);
    expect(values).toHaveLength(3 * levels);
    expect(new Set(values).size).toBe(levels);
  });

  it("another first seed shares no job", () => {
    const others = planZoo(chosen, 100).batches.flatMap(({ networks }) =>
      networks.map(({ job }) => JSON.stringify(job)),
    );
    const mine = new Set(Array.from(jobs.values(), (job) => JSON.stringify(job)));
    expect(others).toHaveLength(mine.size);
    expect(others.some((job) => mine.has(job))).toBe(false);
  });
});

describe("restrict", () => {
  const plan = planZoo(chosen);

  it("keeps the groups asked for and the networks that they need, from whichever batch", () => {
    const { batches, groups } = restrict(plan, ["width"]);
    expect(groups.map(({ name }) => name)).toEqual(["width"]);
    const ids = batches.flatMap(({ networks }) => networks.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(groups[0]!.networks.toSorted());
    expect(batches.map(({ file }) => file)).toEqual(["c6.bin", "width.bin"]);
  });

  it("names the groups when there is no such one", () => {
    expect(() => restrict(plan, ["widths"])).toThrow(/widths.*c6, attention/);
  });
});

it("the sweeps have two seeds of every setting", () => {
  expect(convSweep()).toHaveLength(2 * WEIGHT_DECAYS.length);
  const settings = attentionSweep().map(({ peakRate, weightDecay }) => `${peakRate} ${weightDecay}`);
  expect(settings).toHaveLength(2 * new Set(settings).size);
});
