import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { CONDITIONS, INPUTS, STEPS, trialInputs } from "../../../generators/networks/decision-task.ts";

describe("CONDITIONS", () => {
  it("are 72 different ones whose choice is the sign of what the context names", () => {
    expect(new Set(CONDITIONS.map((condition) => JSON.stringify(condition))).size).toBe(72);
    for (const { motion, colour, context, choice } of CONDITIONS) {
      expect(choice).toBe(Math.sign(context === 0 ? motion : colour));
    }
  });

  it("are balanced in choice within each context", () => {
    for (const which of [0, 1]) {
      const choices = CONDITIONS.filter(({ context }) => context === which).map<number>(
        ({ choice }) => choice,
      );
      expect(choices.reduce((a, b) => a + b, 0)).toBe(0);
    }
  });
});

describe("trialInputs", () => {
  it("shows both kinds of evidence with noise of 0.5 and marks the context", () => {
    const condition = CONDITIONS[71]!;
    const inputs = trialInputs(
      new Array(400).fill(condition) as (typeof condition)[],
      randomFrom("test", "task"),
    );
    expect([inputs.rows, inputs.cols]).toEqual([400, STEPS * INPUTS]);
    const line = (which: number): number[] =>
      Array.from({ length: 8000 }, (_, i) => inputs.data[i * 4 + which]!);
    const mean = line(0).reduce((a, b) => a + b, 0) / 8000;
    const deviation = Math.sqrt(line(0).reduce((a, b) => a + (b - mean) ** 2, 0) / 8000);
    // Standard errors 0.0056 and 0.004.
    expect(Math.abs(mean - condition.motion)).toBeLessThan(0.03);
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.02);
    expect(new Set(line(2))).toEqual(new Set([0]));
    expect(new Set(line(3))).toEqual(new Set([1]));
  });
});
