import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { again, samples } from "../../../suites/axiom-checks/samples.ts";

const all = samples(9, randomFrom("samples"));

describe("samples", () => {
  it("have narrow, wide, tied and shifted data, each with the same rows as what it is compared with", () => {
    expect(all.map(({ x }) => x.p)).toEqual([1, 3, 2, 2, 3, 11]);
    for (const { x, others } of all) for (const { n } of [x, ...others]) expect(n).toBe(9);
    const [, , shifted, tied] = all;
    expect(shifted!.x.values.data.reduce((sum, value) => sum + value, 0) / 18).toBeGreaterThan(3);
    expect(new Set(tied!.x.values.data).size).toBeLessThanOrEqual(4);
  });

  it("have copies three times and a tenth as large", () => {
    for (const { x, others } of all) {
      expect(others[2]!.values.data[4]).toBe(3 * x.values.data[4]!);
      expect(others[3]!.values.data[4]).toBe(x.values.data[4]! / 10);
    }
  });
});

describe("again", () => {
  it("has the same numbers and shares none of them", () => {
    const [{ x }] = all as [(typeof all)[number]];
    expect(again(x).values).toEqual(x.values);
    expect(again(x).values.data.buffer).not.toBe(x.values.data.buffer);
  });
});
