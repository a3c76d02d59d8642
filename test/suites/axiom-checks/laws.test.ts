import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { frobenius } from "../../../linalg/elementwise.ts";
import { measureLaws, type LawsStored } from "../../../suites/axiom-checks/laws.ts";
import { subject, type Declared } from "./support.ts";

async function lawsOf(of: (x: Matrix, y: Matrix) => number, declared?: Declared): Promise<LawsStored> {
  const outcome = await measureLaws(subject(of, declared), randomFrom("laws"));
  if (outcome.status !== "ok") throw new Error(JSON.stringify(outcome));
  return outcome.value as unknown as LawsStored;
}

/** | ‖X‖ − ‖Y‖ |: zero for X with itself, symmetric. */
const sizes = (x: Matrix, y: Matrix): number => Math.abs(frobenius(x) - frobenius(y));

describe("measureLaws", () => {
  it("finds nothing wrong with a distance", async () => {
    const { laws, repeatable, self, pairs } = await lawsOf(sizes);
    expect(repeatable).toBe(true);
    expect(self).toEqual([0, 0]);
    expect(pairs).toBe(42);
    for (const law of ["identity", "symmetry", "range", "self-extreme"] as const) {
      expect(laws[law]!.breach).toBe(0);
      expect(laws[law]!.example).toBeUndefined();
    }
  });

  it("finds an asymmetry and keeps a small pair that shows it", async () => {
    const { laws } = await lawsOf((x, y) => Math.max(0, frobenius(x) - frobenius(y)));
    const { matrices, values } = laws.symmetry!.example!;
    expect(values["x,y"]).not.toBe(values["y,x"]);
    expect(matrices["x"]).toHaveLength(3);
    expect(matrices["x"]![0]).toHaveLength(1);
    expect(laws.identity!.example).toBeUndefined();
  });

  it("finds a value of identity that is not the declared one", async () => {
    const { laws, self } = await lawsOf((x, y) => sizes(x, y) + 0.1);
    expect(self[0]).toBeCloseTo(0.1, 12);
    const { matrices, values } = laws.identity!.example!;
    expect(Object.keys(matrices)).toEqual(["x"]);
    expect(values).toEqual({ "x,x": 0.1 });
  });

  it("finds values outside the range by one part in 1e8, and forgives rounding", async () => {
    const bounded = { direction: "similarity", range: [0, 1] } as const;
    const { laws } = await lawsOf(() => 1 + 1e-8, bounded);
    expect(laws.range!.example!.values["x,y"]).toBe(1 + 1e-8);
    expect((await lawsOf(() => 1 + 1e-15, bounded)).laws.range!.example).toBeUndefined();
  });

  it("finds that something is nearer to X than X itself: an unnormalised product grows with Y", async () => {
    const { laws } = await lawsOf((x, y) => frobenius(x) * frobenius(y), {
      direction: "similarity",
    });
    const { values } = laws["self-extreme"]!.example!;
    expect(values["x,y"]).toBeGreaterThan(values["x,x"]!);
    // Without an upper bound nothing stands for identity.
    expect(laws.identity).toBeUndefined();
  });

  it("notices that an answer is another when it is asked again", async () => {
    let asked = 0;
    expect((await lawsOf(() => ++asked)).repeatable).toBe(false);
  });
});
