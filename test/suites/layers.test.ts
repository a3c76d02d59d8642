import { beforeAll, describe, expect, it } from "vitest";
import type { Metric, Subject } from "../../core/metric.ts";
import type { NumberOutcome, Outcome } from "../../core/outcome.ts";
import { failed, ok, undefinedBecause } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { metricById } from "../../metrics/registry/index.ts";
import layers from "../../suites/layers.ts";

const which = layers.cases("quick").find(({ id }) => id === "cnn-pooled")!;
const random = randomFrom("layers-test");

let stage: Awaited<ReturnType<typeof layers.prepare>>;
let all: readonly Representation[];
beforeAll(async () => {
  stage = await layers.prepare(which, random);
  all = (stage as { parts: readonly { all: readonly Representation[] }[] }).parts[0]!.all;
});

type Ask = (x: Representation, y: Representation, i: number, j: number) => NumberOutcome;

async function findingOf(metric: Metric, ask: Ask): Promise<SuiteFinding> {
  // What is asked about by its number in the stage: the suite shows them in another order.
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
  it("has five networks with six layers of 500 images, all of one size", () => {
    expect(all).toHaveLength(30);
    for (const x of all) {
      expect(x.n).toBe(500);
    }
    const sizes = all.map((x) => {
      const { rows, cols, data } = x.values;
      const mean = new Float64Array(cols);
      data.forEach((value, k) => (mean[k % cols]! += value / rows));
      return Math.sqrt(data.reduce((total, value, k) => total + (value - mean[k % cols]!) ** 2, 0) / 500);
    });
    for (const size of sizes) expect(size).toBeCloseTo(1, 10);
  });

  it("shows the representations in an order that does not tell their layers", async () => {
    const shown: Representation[] = [];
    const subject: Subject = {
      info: await metricById("cka-linear"),
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
    expect(perfect.detail).toMatchObject({ leftOut: [1, 1, 1, 1, 1], widthChance: 0.5 });
    expect(perfect.note).toMatch(/how wide a layer is finds 50 %/);
    const ignorant = await findingOf(metric, () => ok(0.5));
    expect(ignorant.outcome.status === "ok" && ignorant.outcome.value).toBeCloseTo(1 / 6, 12);
    expect(ignorant.note).toMatch(/saturated/);
  });

  it.each(["constant", "norm-ratio"])("puts the control %s at chance", async (id) => {
    const metric = await metricById(id);
    const found = await findingOf(metric, (x, y) => ok(metric.compare(x, y, { random })));
    expect(found.outcome.status === "ok" && found.outcome.value).toBeCloseTo(1 / 6, 12);
  });

  it("turns a distance around, passes on why there is no value, and what went wrong", async () => {
    const distance = await metricById("procrustes");
    const found = await findingOf(distance, (_x, _y, i, j) => ok(Math.abs((i % 6) - (j % 6))));
    expect(found.outcome).toEqual(ok(1));
    const none = await findingOf(distance, () => undefinedBecause("no variance"));
    expect(none.outcome).toEqual(undefinedBecause("no variance"));
    const broken = failed("metric/threw", "it threw");
    expect((await findingOf(distance, () => broken)).outcome).toEqual(broken);
  });

  it("scores a real metric on the real networks above chance, with an interval around it", async () => {
    const metric = await metricById("cka-linear");
    const found = await findingOf(metric, (x, y) => ok(metric.compare(x, y, { random })));
    const value = found.outcome.status === "ok" ? (found.outcome.value as number) : NaN;
    // More than who sees widths alone.
    expect(value).toBeGreaterThan(1 / 2);
    expect(found.interval!.low).toBeLessThanOrEqual(value);
    expect(found.interval!.high).toBeGreaterThanOrEqual(value);
    expect(found.interval!.method).toMatch(/one of 5 networks/);
  });
});

describe("who is asked what", () => {
  const applies = async (id: string, set: string): Promise<boolean> => {
    const asked = layers.cases("full").find((one) => one.id === set)!;
    return layers.applies?.(await metricById(id), asked) === true;
  };

  it("asks about wide activations only the measures of the paper's table and the controls", async () => {
    for (const id of ["cka-linear", "cca-mean", "pwcca", "hsic-linear", "constant"])
      expect(await applies(id, "cnn-flat")).toBe(true);
    for (const id of ["linear-regression-cv", "ridge-cv", "procrustes"])
      expect(await applies(id, "cnn-flat")).toBe(false);
  });

  it("asks those with a scale about activations of their own size, and those linear in n about 7,000 rows", async () => {
    expect(await applies("hsic-linear", "cnn-pooled-sizes")).toBe(true);
    expect(await applies("norm-ratio", "cnn-pooled-sizes")).toBe(true);
    expect(await applies("cka-linear", "cnn-pooled-sizes")).toBe(false);
    expect(await applies("cka-linear", "attention-all-rows")).toBe(true);
    expect(await applies("cka-rbf-0.4", "attention-all-rows")).toBe(false);
  });

  it("asks heavy metrics about three networks of two sets", async () => {
    expect(await applies("rtd", "cnn-pooled")).toBe(true);
    expect(await applies("rtd", "attention")).toBe(true);
    expect(await applies("rtd", "weight-decay")).toBe(false);
  });
});
