import { beforeAll, describe, expect, it } from "vitest";
import type { Metric, Subject } from "../../core/metric.ts";
import type { NumberOutcome, Outcome } from "../../core/outcome.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { metricById } from "../../metrics/registry/index.ts";
import layers from "../../suites/layers.ts";

const which = layers.cases("quick").find(({ id }) => id === "cnn-pooled")!;
const random = randomFrom("layers-test");

let stage: Awaited<ReturnType<typeof layers.prepare>>;
beforeAll(async () => {
  stage = await layers.prepare(which, random);
});

type Ask = (x: Representation, y: Representation, i: number, j: number) => NumberOutcome;

async function findingOf(metric: Metric, ask: Ask): Promise<SuiteFinding> {
  // What is asked about by its number in the stage: the suite shows them in another order.
  const { all } = stage as { all: readonly Representation[] };
  const number = new Map(all.map((of, i) => [of, i]));
  const subject: Subject = {
    info: metric,
    compare: (x, y) => ask(x, y, 0, 0),
    allPairs: (xs, ys) => xs.flatMap((x) => ys.map((y) => ask(x, y, number.get(x)!, number.get(y)!))),
  };
  const outcome: Outcome = await layers.measure(subject, stage, which, { random, profile: "quick" });
  return layers.summarise(metric, [{ case: which, replicate: 0, outcome }])[0]!;
}

describe("the layers suite", () => {
  it("has ten networks with six layers of 500 images", () => {
    const {
      all,
      layers: names,
      networks,
    } = stage as { all: readonly Representation[]; layers: readonly string[]; networks: number };
    expect([all.length, names.length, networks]).toEqual([60, 6, 10]);
    expect(new Set(all.map(({ n }) => n))).toEqual(new Set([500]));
  });

  it("shows the representations in an order that does not tell their layers", async () => {
    const { all } = stage as { all: readonly Representation[] };
    const shown: Representation[] = [];
    const metric = await metricById("cka-linear");
    const subject: Subject = {
      info: metric,
      compare: () => ok(0),
      allPairs: (xs, ys) => {
        shown.push(...xs);
        return xs.flatMap(() => ys.map(() => ok(0)));
      },
    };
    await layers.measure(subject, stage, which, { random, profile: "quick" });
    expect(new Set(shown)).toEqual(new Set(all));
    const right = shown.filter((of, place) => all.indexOf(of) % 6 === place % 6).length;
    expect(right / shown.length).toBeLessThan(0.5);
  });

  it("gives a perfect measure 1, an ignorant one chance, and says which was tied", async () => {
    const metric = await metricById("cka-linear");
    const perfect = await findingOf(metric, (_x, _y, i, j) => ok(i % 6 === j % 6 ? 1 : 0));
    expect(perfect).toMatchObject({ outcome: ok(1), chance: 1 / 6, interval: { low: 1, high: 1 } });
    const ignorant = await findingOf(metric, () => ok(0.5));
    expect(ignorant.outcome.status === "ok" && ignorant.outcome.value).toBeCloseTo(1 / 6, 12);
    expect(ignorant.note).toMatch(/saturated/);
  });

  it("turns a distance around and passes on why there is no value", async () => {
    const distance = await metricById("procrustes");
    const found = await findingOf(distance, (_x, _y, i, j) => ok(Math.abs((i % 6) - (j % 6))));
    expect(found.outcome).toEqual(ok(1));
    const none = await findingOf(distance, () => undefinedBecause("no variance"));
    expect(none.outcome).toEqual(undefinedBecause("no variance"));
  });

  it("scores a real metric on the real networks above chance, with an interval around it", async () => {
    const metric = await metricById("cka-linear");
    const found = await findingOf(metric, (x, y) => ok(metric.compare(x, y, { random })));
    const value = found.outcome.status === "ok" ? (found.outcome.value as number) : NaN;
    expect(value).toBeGreaterThan(1 / 6);
    expect(found.interval!.low).toBeLessThanOrEqual(value);
    expect(found.interval!.high).toBeGreaterThanOrEqual(value);
    expect(found.interval!.method).toMatch(/one of 10 networks/);
  });

  it("asks about wide activations only the measures of the paper's table and the controls", async () => {
    const flat = layers.cases("quick").find(({ id }) => id === "cnn-flat")!;
    const applies = async (id: string): Promise<boolean> =>
      layers.applies?.(await metricById(id), flat) === true;
    for (const id of ["cka-linear", "cca-mean", "pwcca", "hsic-linear", "constant"])
      expect(await applies(id)).toBe(true);
    for (const id of ["linear-regression-cv", "ridge-cv", "procrustes"])
      expect(await applies(id)).toBe(false);
  });
});
