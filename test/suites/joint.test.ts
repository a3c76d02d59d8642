import { beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../core/finding.ts";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { spectrum } from "../../representation/spectral.ts";
import { loadSuites } from "../../suites/registry/index.ts";
import { runSuite } from "./support/run-suite.ts";

const joint = (await loadSuites()).find(({ id }) => id === "joint")!;
let findings: readonly Finding[];
let x: Representation;

const of = (metric: string, id: string): Finding =>
  findings.find((finding) => finding.metric === metric && finding.id === id)!;

const valueOf = (metric: string, id: string): unknown => {
  const { outcome } = of(metric, id);
  if (outcome.status !== "ok") throw new Error(`${metric} ${id}: ${JSON.stringify(outcome)}`);
  return outcome.value;
};

interface Region {
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** CKA and the angular Procrustes score of X's k largest components beside X: closed forms. */
function truncated(k: number): { cka: number; angle: number; r2: number } {
  const lambda = [...spectrum(x).sigma].map((sigma) => sigma * sigma);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const r2 = sum(lambda.slice(0, k)) / sum(lambda);
  const squares = lambda.map((value) => value * value);
  return {
    cka: Math.sqrt(sum(squares.slice(0, k)) / sum(squares)),
    angle: 1 - (2 / Math.PI) * Math.acos(Math.min(1, Math.sqrt(r2))),
    r2,
  };
}

beforeAll(async () => {
  const metrics = await Promise.all(
    ["cka-linear", "linear-regression", "procrustes-angular", "nbs"].map(metricById),
  );
  ({ findings } = await runSuite(joint, metrics, {
    replicates: 1,
    prepared: (stage, { id }) => {
      if (id === "tree/cka-linear") ({ x } = stage as { x: Representation });
    },
  }));
}, 120_000);

describe("the joint suite", () => {
  it("finds that a high angular Procrustes score implies a high CKA, and not the converse", () => {
    expect(valueOf("procrustes-angular", "implies/cka-linear/tree")).toBeGreaterThan(0.95);
    expect(valueOf("procrustes-angular", "implied/cka-linear/tree")).toBeLessThan(0.7);
  });

  it("never leaves the bound of NBS by CKA", () => {
    expect(valueOf("nbs", "bound/cka-linear/tree")).toBe("passed");
    expect(valueOf("procrustes-angular", "bound/cka-linear/tree")).toBe("passed");
  });

  it("reaches as far out as the largest components alone, which have closed forms", () => {
    const [plot] = (
      of("procrustes-angular", "area/cka-linear/tree").detail as unknown as { plots: { band: Region }[] }
    ).plots;
    const { x: at, low, high } = plot!.band;
    for (const k of [2, 3, 4]) {
      const { cka, angle } = truncated(k);
      const column = at.findIndex((score) => Math.abs(score - angle) <= 0.025);
      expect(high[column]).toBeGreaterThan(cka - 0.08);
      expect(low[column]).toBeLessThan(cka);
    }
  });

  it("finds that neither CKA nor R² implies the other where the spectrum is free", () => {
    // Y may hold all of X and, larger, something else.
    expect(valueOf("linear-regression", "implies/cka-linear/tree")).toBeLessThan(0.1);
    const enough = Array.from({ length: 11 }, (_, k) => truncated(k + 1)).find(({ cka }) => cka >= 0.9)!;
    expect(valueOf("linear-regression", "implied/cka-linear/tree")).toBeLessThan(enough.r2 + 0.15);
  });

  it("asks every pair once", () => {
    const asked = joint.cases("full").filter(({ id }) => id.startsWith("tree/"));
    expect(asked.map(({ id }) => id.slice("tree/".length))).toEqual([
      "cka-linear",
      "linear-regression",
      "procrustes-angular",
      "nbs",
      "cca-mean",
    ]);
    expect(findings.filter(({ metric }) => metric === "cka-linear")).toEqual([]);
  });
});
