import { beforeAll, describe, expect, it } from "vitest";
import type { Metric } from "../../core/metric.ts";
import { randomFrom } from "../../core/random.ts";
import { availableBackends, useBackend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { GOLDEN_DISTANCES, GOLDEN_EXEMPT, GOLDEN_IDS } from "../golden/names.ts";
import { goldenPairs, goldenRows, type GoldenPair } from "../support/golden.ts";

/** |Δ| ≤ 1e-9·max(|golden|, 1e-3); angles and distances 1e-6 absolute. */
const allowed = (measure: string, golden: number): number =>
  GOLDEN_DISTANCES.has(measure) ? 1e-6 : 1e-9 * Math.max(Math.abs(golden), 1e-3);

let pairs: Map<string, GoldenPair>;
beforeAll(async () => {
  pairs = await goldenPairs();
});

describe.each(availableBackends().map(({ name }) => name))("golden values on the %s backend", (name) => {
  beforeAll(() => {
    useBackend(name);
    forgetDerived();
  });

  it.each(Object.entries(GOLDEN_IDS))("%s is reproduced by %s", async (measure, id) => {
    const metric: Metric = await metricById(id);
    expect(metric.id).toBe(id);
    const rows = goldenRows().filter((row) => row.measure === measure);
    expect(rows.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const { pair, value } of rows) {
      if (`${measure}/${pair}` in GOLDEN_EXEMPT) continue;
      const { x, y } = pairs.get(pair)!;
      const ours = metric.compare(x, y, { random: randomFrom("golden") });
      if (!(Math.abs(ours - value) <= allowed(measure, value))) {
        wrong.push(`${pair}: ${ours} instead of ${value}, off by ${(ours - value).toExponential(2)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
