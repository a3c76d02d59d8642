import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandLine } from "../../../cli/emit/quote.ts";
import { HOSTILE } from "./hostile.ts";

describe("commandLine", () => {
  it("gives a shell back exactly the words, whatever they hold", () => {
    const word = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }), fc.string());
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (given) => {
        // No argument of a process can hold a NUL.
        const words = given.map((one) => one.replaceAll("\0", ""));
        const script = `printf '%s\\0' ${commandLine(words)}`;
        const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
        expect(stderr).toBe("");
        expect(stdout.split("\0").slice(0, -1)).toEqual(words);
      }),
      { numRuns: 60 },
    );
  });
});
