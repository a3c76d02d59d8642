import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addReadingOptions, readOptionsOf, type ReadingOptions } from "../../cli/reading-options.ts";

function parsed(...words: string[]): ReturnType<typeof readOptionsOf> {
  const command = addReadingOptions(new Command()).exitOverride();
  command.parse(words, { from: "user" });
  return readOptionsOf(command.opts<ReadingOptions>());
}

describe("the reading options", () => {
  it("decide nothing unless they are given", () => {
    for (const value of Object.values(parsed())) expect(value).toBeUndefined();
  });

  it("are handed on as the readers take them", () => {
    expect(parsed("--policy", "pool", "--channels", "last", "--trials", "2", "--header")).toMatchObject({
      policy: "pool",
      channels: "last",
      trials: 2,
      header: true,
    });
    expect(parsed("--no-header", "--id-column", "3")).toMatchObject({ header: false, idColumn: 3 });
    expect(parsed("--id-column", "image")).toMatchObject({ idColumn: "image" });
  });

  it("suggest the nearest word", () => {
    expect(() => parsed("--policy", "poool")).toThrow(/did you mean "pool"/);
  });
});
