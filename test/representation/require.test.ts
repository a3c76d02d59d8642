import { describe, expect, it } from "vitest";
import { Undefined } from "../../core/outcome.ts";
import { requireFinite, requireVariance } from "../../representation/require.ts";
import { fromArray } from "../support/data.ts";

const [flat, varied] = [fromArray([[2], [2]]), fromArray([[1], [2]])];

describe("requireVariance", () => {
  it("names the side without variance", () => {
    requireVariance(varied, varied);
    expect(() => requireVariance(flat, varied)).toThrow(/^X has zero variance/);
    expect(() => requireVariance(varied, flat)).toThrow(/^Y has zero variance/);
    expect(() => requireVariance(varied, flat)).toThrow(Undefined);
  });
});

describe("requireFinite", () => {
  it("says overflow", () => {
    expect(requireFinite(3)).toBe(3);
    expect(() => requireFinite(Infinity)).toThrow(/overflow/);
  });
});
