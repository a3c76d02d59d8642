import { describe, expect, it } from "vitest";
import { CORE_IDS } from "../../../metrics/registry/core-ids.ts";
import { loadMetrics } from "../../../metrics/registry/index.ts";

describe("CORE_IDS", () => {
  it("are listed metrics, each once, with every control", async () => {
    const metrics = await loadMetrics();
    expect(metrics.map(({ id }) => id)).toEqual(expect.arrayContaining([...CORE_IDS]));
    expect(new Set(CORE_IDS).size).toBe(CORE_IDS.length);
    for (const { id } of metrics.filter(({ control }) => control)) expect(CORE_IDS).toContain(id);
  });
});
