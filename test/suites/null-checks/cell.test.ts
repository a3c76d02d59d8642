import { describe, expect, it } from "vitest";
import type { Subject } from "../../../core/metric.ts";
import { ok, undefinedBecause, type NumberOutcome, type Outcome } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import type { Representation } from "../../../core/representation.ts";
import { exactNull } from "../../../metrics/calibration/exact-null.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { casesOf } from "../../../suites/null-checks/cases.ts";
import { measureCell, type StoredExact, type StoredNull } from "../../../suites/null-checks/cell.ts";
import { pairsOf } from "../../../suites/null-checks/data.ts";

const random = randomFrom("null-cell");
const valueOf = (outcome: Outcome): unknown => (outcome.status === "ok" ? outcome.value : outcome.status);
const paramsOf = (id: string) => casesOf("full").find((which) => which.id === id)!.params;

const subject = async (
  id: string,
  compare: (x: Representation, y: Representation) => NumberOutcome,
): Promise<Subject> => ({ info: await metricById(id), compare, allPairs: () => [] });

describe("a cell of null bias", () => {
  it("takes the closed form from each value before it averages", async () => {
    const params = paramsOf("null-gaussian-20-4-4");
    const stage = pairsOf(params, random);
    const off = 0.001;
    // A metric that always says its own exact mean, and a little more.
    const exact = await subject("cka-linear", (x, y) => ok(exactNull({ id: "cka-linear" }, x, y)! + off));
    const outcome = await measureCell(exact, stage, params, random);
    const { values, deviation } = valueOf(outcome) as StoredNull;
    expect(deviation!.mean).toBeCloseTo(off, 9);
    expect(deviation!.error).toBeLessThan(1e-12);
    expect(deviation!.expected + off).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 7);
  });

  it("stores related and unrelated values, and the outcome of a pair without a value", async () => {
    const params = paramsOf("related-20");
    const stage = pairsOf(params, random);
    const knows = await subject("nbs", (x, y) =>
      ok(stage.pairs.some((pair) => pair[0] === x && pair[1] === y) ? 1 : 0),
    );
    const value = valueOf(await measureCell(knows, stage, params, random)) as Record<string, number[]>;
    expect(new Set(value["values"])).toEqual(new Set([1]));
    expect(new Set(value["unrelated"])).toEqual(new Set([0]));
    let asked = 0;
    const fails = await subject("nbs", () => (++asked === 3 ? undefinedBecause("no limit") : ok(0)));
    expect(await measureCell(fails, stage, params, random)).toEqual(undefinedBecause("no limit"));
  });

  it("enumerates where there is a closed form, and notices a mean that is not its own", async () => {
    const params = paramsOf("exact");
    const stage = pairsOf(params, random);
    const wrong = await subject("cca-r2", () => ok(0.9));
    const value = valueOf(await measureCell(wrong, stage, params, random)) as StoredExact;
    // max(p)/(n − 1) = 3/4.
    expect(value.deviation).toBeCloseTo(0.15, 12);
    const none = await subject("nbs", () => ok(0));
    expect(await measureCell(none, stage, params, random)).toMatchObject({ status: "not-applicable" });
  });
});
