import { describe, expect, it } from "vitest";
import { metricEntrySchema } from "../../core/result.ts";
import { metricEntry } from "../../engine/metric-entry.ts";
import { difference } from "./support/metrics.ts";

describe("metricEntry", () => {
  it("holds every field of the schema and no function, with unbounded ends as text", () => {
    const entry = metricEntry({
      ...difference,
      unit: "nat",
      engine: "tfjs",
      precision: "float32",
      submission: { kind: "file", hash: "a".repeat(64), isolation: "process" },
    });
    expect(Object.keys(entry).sort()).toEqual(Object.keys(metricEntrySchema.shape).sort());
    expect(metricEntrySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
    expect(entry.range).toEqual(["-Infinity", "Infinity"]);
    expect(metricEntry({ ...difference, range: [0, 1] }).range).toEqual([0, 1]);
  });
});
