import { expect, it } from "vitest";
import { cleaned } from "../../../suites/sensitivity-checks/ties.ts";

it("what is rounding of zero is zero, and nothing else changes", () => {
  expect(cleaned([3e-17, -2e-14, 1e-9, -0.5])).toEqual([0, 0, 1e-9, -0.5]);
});
