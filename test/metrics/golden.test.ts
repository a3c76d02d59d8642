import { beforeAll, describe, expect, it } from "vitest";
import type { Metric } from "../../core/metric.ts";
import { randomFrom } from "../../core/random.ts";
import { availableBackends, useBackend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { GOLDEN_DISTANCES, GOLDEN_EXEMPT, GOLDEN_IDS } from "../golden/names.ts";
import {
  GOLDEN_DISTANCES_KERNELS,
  GOLDEN_EXEMPT_KERNELS,
  GOLDEN_IDS_KERNELS,
} from "../golden/names-kernels.ts";
import { GOLDEN_DISTANCES_SHAPES, GOLDEN_EXEMPT_SHAPES, GOLDEN_IDS_SHAPES } from "../golden/names-shapes.ts";
import { goldenPairs, goldenRows, type GoldenPair } from "../support/golden.ts";

const ids = { ...GOLDEN_IDS, ...GOLDEN_IDS_KERNELS, ...GOLDEN_IDS_SHAPES };
const exempt = { ...GOLDEN_EXEMPT, ...GOLDEN_EXEMPT_KERNELS, ...GOLDEN_EXEMPT_SHAPES };
const distances = new Set([...GOLDEN_DISTANCES, ...GOLDEN_DISTANCES_KERNELS, ...GOLDEN_DISTANCES_SHAPES]);

/** |Δ| ≤ 1e-9·max(|golden|, 1e-3); angles and distances 1e-6 absolute. */
const allowed = (measure: string, golden: number): number =>
  distances.has(measure) ? 1e-6 : 1e-9 * Math.max(Math.abs(golden), 1e-3);

let pairs: Map<string, GoldenPair>;
beforeAll(async () => {
  pairs = await goldenPairs();
});

describe("the golden file", () => {
  it("has no measure that is left out", () => {
    const measures = new Set(goldenRows().map(({ measure }) => measure));
    expect([...measures].filter((measure) => !(measure in ids))).toEqual([]);
  });
});

describe.each(availableBackends().map(({ name }) => name))("golden values on the %s backend", (name) => {
  beforeAll(() => {
    useBackend(name);
    forgetDerived();
  });

  it.each(Object.entries(ids))("%s is reproduced by %s", async (measure, id) => {
    const metric: Metric = await metricById(id);
    expect(metric.id).toBe(id);
    const rows = goldenRows().filter((row) => row.measure === measure);
    expect(rows.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const { pair, value } of rows) {
      if (`${measure}/${pair}` in exempt) continue;
      const { x, y } = pairs.get(pair)!;
      const ours = metric.compare(x, y, { random: randomFrom("golden") });
      if (!(Math.abs(ours - value) <= allowed(measure, value))) {
        wrong.push(`${pair}: ${ours} instead of ${value}, off by ${(ours - value).toExponential(2)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
