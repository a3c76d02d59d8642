import { describe, expect, it } from "vitest";
import { metricById } from "../../../metrics/registry/index.ts";
import { STANDARD_NAMES_KERNELS } from "../../../metrics/registry/standard-names-kernels.ts";
import { STANDARD_NAMES_SHAPES } from "../../../metrics/registry/standard-names-shapes.ts";

const isReason = (text: string): boolean => text.includes(" ");
const filled = (template: string): string =>
  template.replace("{alpha}", "0.5").replace("{dim}", "7").replace("{n_components}", "7");

describe("standard names of shapes, matchings, regressions and statistics", () => {
  it("have one answer each, and with those of kernels make up the whole collection", () => {
    const names = STANDARD_NAMES_SHAPES.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const all = new Set([...names, ...STANDARD_NAMES_KERNELS.map(([name]) => name)]);
    expect(all.size).toBe(207);
    expect(names.length + STANDARD_NAMES_KERNELS.length).toBe(207);
  });

  it("resolve to an id that is written as it stands, or to a reason", async () => {
    for (const [, id] of STANDARD_NAMES_SHAPES) {
      if (isReason(id)) expect(id.length).toBeGreaterThan(40);
      else expect((await metricById(filled(id))).id).toBe(filled(id));
    }
  });

  it("keep their placeholders", () => {
    const placeholders = (text: string): string[] => text.match(/\{\w+\}/g) ?? [];
    for (const [name, id] of STANDARD_NAMES_SHAPES) {
      if (!isReason(id)) expect(placeholders(id)).toEqual(placeholders(name));
    }
  });

  it("are distances where they say so", async () => {
    for (const [name, id] of STANDARD_NAMES_SHAPES) {
      if (isReason(id)) continue;
      const { direction } = await metricById(filled(id));
      const saysDistance =
        /distance|difference|procrustes|orthogonal_|^gulp$|^imd$/.test(name) &&
        !/-(squared_)?score$|^wreath/.test(name);
      expect([name, direction]).toEqual([name, saysDistance ? "distance" : "similarity"]);
    }
  });
});
