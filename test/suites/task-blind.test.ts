import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { inner, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import type { Target } from "../../suites/ascent-checks/climb.ts";
import { loadSuites } from "../../suites/registry/index.ts";
import { blindOf } from "../../suites/task-blind-checks/blind.ts";
import { runSuite } from "./support/run-suite.ts";

const taskBlind = (await loadSuites()).find(({ id }) => id === "task-blind")!;

/** The closed forms: the best that is left is X without the variables, PX. */
function bestLeft(target: Target): { cka: number; nbs: number } {
  const x = centered(target.x);
  const px = blindOf(target.x.n, target.variables)(x);
  const gram = backend().gram(px, false);
  return {
    cka: Math.sqrt(squaredNorm(gram) / squaredNorm(backend().gram(x, false))),
    nbs: Math.sqrt(squaredNorm(px) / squaredNorm(x)),
  };
}

describe("the task-blind suite", () => {
  it("reaches what closed forms allow, and no more", async () => {
    let target: Target | undefined;
    const only = {
      replicates: 1,
      keep: ({ id }: { id: string }) => id === "decision-1",
      prepared: (stage: unknown) => void (target = stage as Target),
    };
    const metrics = await Promise.all(["cka-linear", "nbs"].map(metricById));
    const { findings } = await runSuite(taskBlind, metrics, only);
    const { cka, nbs } = bestLeft(target!);
    for (const [metric, most] of [
      ["cka-linear", cka],
      ["nbs", nbs],
    ] as const) {
      const { outcome } = findings.find(({ id, metric: of }) => of === metric && id === "highest")!;
      expect(outcome.status).toBe("ok");
      const value = (outcome as unknown as { value: number }).value;
      expect(value).toBeLessThanOrEqual(most + 1e-9);
      expect(value).toBeGreaterThan(most - 0.02);
    }
  });

  it("leaves nothing of a class mean", () => {
    const random = randomFrom("blind");
    const labels = Int32Array.from({ length: 24 }, (_, i) => i % 3);
    const project = blindOf(24, [{ name: "class", labels, classes: 3 }]);
    const y = representation(project(random.gaussianMatrix(24, 4)));
    for (let k = 0; k < 3; k++) {
      const indicator = Float64Array.from(labels, (label) => Number(label === k));
      for (let j = 0; j < 4; j++) {
        const column = Float64Array.from({ length: 24 }, (_, i) => y.values.data[i * 4 + j]!);
        expect(inner(indicator, column)).toBeCloseTo(0, 12);
      }
    }
  });
});
