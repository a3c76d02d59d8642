import { beforeAll, describe, expect, it } from "vitest";
import type { Subject } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { failed, ok, undefinedBecause } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { metricById } from "../../metrics/registry/index.ts";
import type { Stage } from "../../suites/grounding-checks/stage.ts";
import grounding from "../../suites/grounding.ts";
import { metric } from "../engine/support/metrics.ts";

const random = randomFrom("grounding-test");
const INFO = metric("told", () => 0, { direction: "similarity", symmetric: true });
const caseOf = (id: string) => grounding.cases("full").find((one) => one.id === id)!;
const prepared = async (id: string): Promise<Stage> => await grounding.prepare(caseOf(id), random);

type Ask = (x: Representation, y: Representation) => NumberOutcome;

async function findingsOf(id: string, stage: Stage, ask: Ask): Promise<Map<string, SuiteFinding>> {
  const subject: Subject = {
    info: INFO,
    compare: ask,
    allPairs: (xs, ys) => xs.flatMap((x) => ys.map((y) => ask(x, y))),
  };
  const which = caseOf(id);
  const outcome = await grounding.measure(subject, stage, which, { random, profile: "full" });
  const found = grounding.summarise(INFO, [{ case: which, replicate: 0, outcome }]);
  return new Map(found.map((finding) => [finding.id, finding]));
}

describe("agreement with behaviour", () => {
  let stage: Stage;
  let place: (x: Representation) => number;
  beforeAll(async () => {
    stage = await prepared("label-noise");
    const number = new Map(stage.layers.map(([x], i) => [x, i]));
    place = (x) => number.get(x)!;
  });

  it("is 1 for a measure that knows the behaviour, and above what chance gives", async () => {
    const { "jensen-shannon": divergence } = stage.behaviour;
    const found = await findingsOf("label-noise", stage, (x, y) =>
      ok(-divergence[place(x) * 15 + place(y)]!),
    );
    const finding = found.get("jensen-shannon/label-noise")!;
    expect(finding).toMatchObject({ role: "quality", better: "higher", chance: 0 });
    expect(finding.outcome.status === "ok" && finding.outcome.value).toBeCloseTo(1, 12);
    expect(finding.interval!.low).toBeGreaterThan(0);
    expect(finding.interval!.method).toMatch(/permutation of 15 networks/);
    expect(finding.detail).toMatchObject({ p: 0.001 });
  });

  it("is 0 for a constant, whose groups are exactly at chance", async () => {
    const found = await findingsOf("label-noise", stage, () => ok(0.5));
    for (const name of ["accuracy-difference", "disagreement", "jensen-shannon"])
      expect(found.get(`${name}/label-noise`)!.outcome).toEqual(ok(0));
    const groups = found.get("groups/label-noise")!;
    expect(groups.outcome.status === "ok" && groups.outcome.value).toBeCloseTo(groups.chance!, 12);
  });

  it("separates groups perfectly for who knows them", async () => {
    const group = (x: Representation): number => Math.floor(place(x) / 3);
    const found = await findingsOf("label-noise", stage, (x, y) => ok(group(x) === group(y) ? 1 : 0));
    expect(found.get("groups/label-noise")!.outcome).toEqual(ok(1));
  });

  it("puts a comparison of sizes at chance, and an interval around what a real metric gets", async () => {
    const asked = async (id: string) => {
      const one = await metricById(id);
      const found = await findingsOf("label-noise", stage, (x, y) => ok(one.compare(x, y, { random })));
      return found.get("jensen-shannon/label-noise")!;
    };
    expect((await asked("norm-ratio")).outcome).toEqual(ok(0));
    const { outcome, interval } = await asked("cka-linear");
    const value = outcome.status === "ok" ? (outcome.value as number) : NaN;
    expect(interval!.low).toBeLessThan(value);
    expect(interval!.high).toBeGreaterThan(value);
  });

  it("is the same when it is asked again", async () => {
    const ask: Ask = (x, y) => ok(Math.sin(place(x)) * Math.sin(place(y)));
    expect(await findingsOf("label-noise", stage, ask)).toEqual(await findingsOf("label-noise", stage, ask));
  });

  it("has no value where one pair has none, and passes on an error", async () => {
    const none = await findingsOf("label-noise", stage, (x, y) =>
      place(x) === 0 && place(y) === 1 ? undefinedBecause("no variance") : ok(1),
    );
    expect([...none.values()].map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 4 }, () => undefinedBecause("no variance")),
    );
    const broken = failed("metric/threw", "it threw");
    const found = await findingsOf("label-noise", stage, () => broken);
    expect(found.get("disagreement/label-noise")!.outcome).toEqual(broken);
  });
});

describe("the order of layers", () => {
  it("is 1 for who knows their places, ½ for a constant, and says what widths alone would get", async () => {
    const stage = await prepared("attention-layers");
    const number = new Map(stage.layers.flatMap((all) => all.map((x, i) => [x, i] as const)));
    const knows = await findingsOf("attention-layers", stage, (x, y) =>
      ok(-Math.abs(number.get(x)! - number.get(y)!)),
    );
    const finding = knows.get("order/attention-layers")!;
    expect(finding).toMatchObject({ outcome: ok(1), chance: 0.5, interval: { low: 1, high: 1 } });
    expect(finding.note).toBeUndefined();
    const constant = await findingsOf("attention-layers", stage, () => ok(1));
    expect(constant.get("order/attention-layers")!.outcome).toEqual(ok(0.5));
  });
});
