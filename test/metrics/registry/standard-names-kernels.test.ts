import { describe, expect, it } from "vitest";
import { metricById } from "../../../metrics/registry/index.ts";
import { STANDARD_NAMES_KERNELS } from "../../../metrics/registry/standard-names-kernels.ts";

const isReason = (text: string): boolean => text.includes(" ");
const filled = (template: string): string => template.replace("{sigma}", "1.5").replace("{topk}", "7");

describe("standard names of kernels, RDMs and neighbours", () => {
  it("have one answer each", () => {
    const names = STANDARD_NAMES_KERNELS.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(108);
  });

  it("resolve to an id that is written as it stands, or to a reason", async () => {
    for (const [, id] of STANDARD_NAMES_KERNELS) {
      if (isReason(id)) expect(id.length).toBeGreaterThan(40);
      else expect((await metricById(filled(id))).id).toBe(filled(id));
    }
  });

  it("keep their placeholders", () => {
    const placeholders = (text: string): string[] => text.match(/\{\w+\}/g) ?? [];
    for (const [name, id] of STANDARD_NAMES_KERNELS) {
      if (!isReason(id)) expect(placeholders(id)).toEqual(placeholders(name));
    }
  });

  it("are distances where they say so", async () => {
    for (const [name, id] of STANDARD_NAMES_KERNELS) {
      if (isReason(id)) continue;
      const { direction } = await metricById(filled(id));
      const saysDistance = /distance=|negative_log|compare=(euclidean|bures_metric)|^rsm_norm/.test(name);
      expect([name, direction]).toEqual([name, saysDistance ? "distance" : "similarity"]);
    }
  });
});
