import { expect, it } from "vitest";
import { wholeNumber } from "../../../data/train/options.ts";

it.each([
  ["3", 1, 3],
  ["0", 0, 0],
])("reads %s", (text, least, expected) => {
  expect(wholeNumber("workers", text, least)).toBe(expected);
});

it.each(["0", "-1", "1.5", "two", "", "Infinity"])('refuses "%s" workers', (text) => {
  expect(() => wholeNumber("workers", text, 1)).toThrow(expect.objectContaining({ code: "zoo/option" }));
});
