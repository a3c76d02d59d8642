import { describe, expect, it } from "vitest";
import { integerOption, wordOption } from "../../cli/options.ts";

const bad = expect.objectContaining({ code: "usage/bad-value" }) as Error;

describe("integerOption", () => {
  it.each([
    ["0", 0],
    ["-12", -12],
    ["+7", 7],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("reads %s", (text, value) => {
    expect(integerOption("--seed")(text)).toBe(value);
  });

  it.each(["", " ", "1.5", "1e3", "0x10", "one", "NaN", "9007199254740993"])("refuses %j", (text) => {
    expect(() => integerOption("--seed")(text)).toThrow(bad);
  });

  it("holds to its minimum", () => {
    expect(integerOption("--workers", 0)("0")).toBe(0);
    expect(() => integerOption("--workers", 0)("-1")).toThrow(/--workers must be an integer from 0 on/);
  });
});

describe("wordOption", () => {
  it("takes its words and names the nearest for another", () => {
    const read = wordOption("--profile", ["quick", "full"]);
    expect(read("full")).toBe("full");
    expect(() => read("fulll")).toThrow(/did you mean "full"/);
    expect(() => read("zzzzzzzz")).toThrow(/--profile must be quick, full/);
  });
});
