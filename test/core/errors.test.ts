import { describe, expect, it } from "vitest";
import { codeOf, EtalonError, messageOf } from "../../core/errors.ts";

describe("EtalonError", () => {
  it("says what was wrong, the value got and what to do, in one line", () => {
    const error = new EtalonError("input/x", "score: k must be positive", { got: "-1", remedy: "use 10" });
    expect(error.message).toBe("score: k must be positive (got -1); use 10");
    expect(codeOf(error)).toBe("input/x");
  });

  it("has a code and a sentence for anything thrown", () => {
    expect([codeOf("text"), messageOf("text")]).toEqual(["unexpected", "text"]);
    expect(codeOf(new TypeError("no"))).toBe("unexpected");
  });
});
