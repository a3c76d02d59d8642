import { beforeAll, describe, expect, it } from "vitest";
import type { SuiteFinding } from "../../core/suite.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { loadSuites } from "../../suites/registry/index.ts";
import { runSuite } from "./support/run-suite.ts";

/** Score at which PC 10 of the ultrametric set is captured: mean and sd of the reference protocol over 8 seeds. */
const REFERENCE = {
  "cka-linear": [0.904, 0.021],
  "cka-angular": [0.723, 0.03],
  nbs: [0.755, 0.018],
  "procrustes-angular": [0.546, 0.017],
  "linear-regression": [0.808, 0.019],
} as const;

const optimisation = (await loadSuites()).find(({ id }) => id === "optimisation")!;

const ids = Object.keys(REFERENCE) as (keyof typeof REFERENCE)[];
const found = new Map<string, Map<string, Omit<SuiteFinding, "suite" | "metric">>>();

beforeAll(async () => {
  for (const id of ids) {
    // The data sets of the full profile, fewer of each.
    const { findings } = await runSuite(
      { ...optimisation, cases: () => optimisation.cases("full") },
      [await metricById(id)],
      {
        replicates: 3,
        keep: ({ id: name }) =>
          ["ultrametric", "low-rank", "decision-1", "decision-2", "layer-1"].includes(name),
      },
    );
    found.set(id, new Map(findings.map((finding) => [finding.id, finding])));
  }
}, 120_000);

/** The score at which PC 10 is captured; later than any score where it was censored in every data set. */
function tenth(id: keyof typeof REFERENCE, data: string): number {
  const { outcome } = found.get(id)!.get(`pc10/${data}`)!;
  if (outcome.status === "ok") return outcome.value as number;
  expect(outcome.status).toBe("undefined");
  expect((outcome as { reason: string }).reason).toContain("censored at the best score");
  return Infinity;
}

const valueOf = (id: keyof typeof REFERENCE, finding: string): number => {
  const outcome = found.get(id)!.get(finding)!.outcome;
  if (outcome.status !== "ok") throw new Error(`${id} ${finding}: ${JSON.stringify(outcome)}`);
  return outcome.value as number;
};

describe("the optimisation suite", () => {
  it.each(ids)("captures PC 10 of the ultrametric set where the reference does: %s", (id) => {
    const [mean, sd] = REFERENCE[id];
    expect(Math.abs(valueOf(id, "pc10/ultrametric") - mean)).toBeLessThan(3 * sd);
  });

  it.each(["ultrametric", "decision", "low-rank", "layer"])(
    "finds CKA later than NBS later than angular Procrustes, and CKA to leave the most components: %s",
    (data) => {
      const [cka, nbs, angle] = (["cka-linear", "nbs", "procrustes-angular"] as const).map((id) =>
        tenth(id, data),
      );
      expect(cka).toBeGreaterThan(nbs!);
      expect(nbs).toBeGreaterThan(angle!);
      // On the decision networks regression leaves as many: 64 units of noise predict 72 conditions.
      const others = ids.filter((id) => data !== "decision" || id !== "linear-regression");
      const left = others.map((id) => valueOf(id, `uncaptured/${data}`));
      expect(Math.max(...left)).toBe(valueOf("cka-linear", `uncaptured/${data}`));
    },
  );

  it("finds large components captured first", () => {
    for (const id of ids) expect(valueOf(id, "order/ultrametric")).toBeGreaterThan(0.7);
  });

  it("tells measures apart by what they decode at 0.99", () => {
    expect(valueOf("procrustes-angular", "decoding-final/decision")).toBeGreaterThan(
      valueOf("cka-linear", "decoding-final/decision"),
    );
  });

  it("ascends ridge regression in quick, too, if it is named", async () => {
    const metric = await metricById("ridge-lambda-0.1");
    const { findings } = await runSuite(optimisation, [metric], {
      replicates: 1,
      keep: ({ id }) => id === "ultrametric",
    });
    const { outcome } = findings.find(({ id }) => id === "score/ultrametric")!;
    expect((outcome as { value: number }).value).toBeGreaterThan(0.98);
  });

  it("asks nobody without a gradient in quick", async () => {
    const { findings, coverage } = await runSuite(optimisation, [await metricById("knn-mutual")], {
      replicates: 1,
    });
    expect(findings).toEqual([]);
    expect(coverage[0]).toBeDefined();
  });
});
