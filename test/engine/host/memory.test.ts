import { describe, expect, it } from "vitest";
import { derivedBudget } from "../../../engine/host/memory.ts";

const GIB = 2 ** 30;

describe("derivedBudget", () => {
  it.each([
    [2, 64, 0.5],
    [1, 1, 0.4],
    [4, 2, 0.2],
    [0, 1, 0.4],
  ])("for %i workers in %i GiB is %d GiB each", (workers, memory, expected) => {
    expect(derivedBudget(workers, memory * GIB)).toBe(Math.floor(expected * GIB));
  });
});
