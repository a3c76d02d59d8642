import { beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { loadSuites } from "../../suites/registry/index.ts";
import { runSuite } from "./support/run-suite.ts";

const thresholds = (await loadSuites()).find(({ id }) => id === "thresholds")!;
let findings: readonly Finding[];

const of = (metric: string, id: string): Finding =>
  findings.find((finding) => finding.metric === metric && finding.id === id)!;
const valueOf = (metric: string, id: string): number => {
  const { outcome } = of(metric, id);
  if (outcome.status !== "ok") throw new Error(`${metric} ${id}: ${JSON.stringify(outcome)}`);
  return outcome.value as number;
};

beforeAll(async () => {
  const metrics = await Promise.all(["cka-linear", "procrustes-angular"].map(metricById));
  ({ findings } = await runSuite(thresholds, metrics, { replicates: 1 }));
}, 120_000);

describe("the thresholds suite", () => {
  it("finds chance where the closed form of the null has it", () => {
    // E[CKA] over shuffles is R/(n − 1), R = (Σλ)²/Σλ² of the variances 1/i.
    const lambda = Array.from({ length: 12 }, (_, i) => 1 / (i + 1));
    const sum = lambda.reduce((total, value) => total + value, 0);
    const mean = sum ** 2 / lambda.reduce((total, value) => total + value * value, 0) / 99;
    const [p95, p99] = ["null-95", "null-99"].map((kind) => valueOf("cka-linear", `${kind}/low-rank`));
    expect(p95).toBeGreaterThan(mean);
    expect(p99).toBeGreaterThanOrEqual(p95!);
    expect(p99).toBeLessThan(2.5 * mean);
  });

  it("finds CKA to need more than angular Procrustes for PC 10, in every data set", () => {
    for (const data of ["ultrametric", "low-rank"])
      expect(valueOf("cka-linear", `pc-10/${data}`)).toBeGreaterThan(
        valueOf("procrustes-angular", `pc-10/${data}`),
      );
  });

  it("takes the ceiling from repeated trials where there are some, from halves of the units elsewhere", () => {
    expect(of("cka-linear", "ceiling/decision").note).toBe("from repeated trials");
    expect(of("cka-linear", "ceiling/ultrametric").note).toBe("from random halves of the units");
    expect(valueOf("cka-linear", "ceiling/decision")).toBeGreaterThan(0.95);
  });

  it("has a picture with all data sets, on which chance lies where the findings have it", () => {
    const { detail } = of("cka-linear", "everywhere/null-95");
    const [plot] = (
      detail as unknown as {
        plots: { rows: string[]; series: { name: string; x: number[]; y: number[] }[] }[];
      }
    ).plots;
    expect([...plot!.rows].sort()).toEqual(["decision", "low-rank", "ultrametric"]);
    const bars = plot!.series.find(({ name }) => name.startsWith("chance"))!;
    plot!.rows.forEach((data, row) => {
      const drawn = bars.x.filter((_, k) => bars.y[k] === row);
      expect(drawn).toHaveLength(2);
      expect(drawn[0]).toBe(0);
      expect(drawn[1]).toBeCloseTo(valueOf("cka-linear", `null-99/${data}`), 2);
    });
  });
});
