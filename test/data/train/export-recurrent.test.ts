import { expect, it } from "vitest";
import { decodeHalf } from "../../../generators/networks/half.ts";
import { toyRecurrent } from "./toy-zoo.ts";

it("rounds every parameter and measures before and after on the same trials", () => {
  const { trained, exported } = toyRecurrent();
  const rounded = decodeHalf(exported.bytes);
  expect(rounded).toHaveLength(trained.state.length);
  rounded.forEach((value, i) => expect(Math.abs(value - trained.state[i]!)).toBeLessThan(2e-3));
  const { test, testHalf } = exported.entry.accuracy;
  expect(test).toBe(trained.accuracy.test);
  expect(Math.abs(test - testHalf)).toBeLessThan(0.01);
  expect(exported.entry.id).toBe("toy/recurrent");
});
