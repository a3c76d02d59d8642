import { describe, expect, it } from "vitest";
import { EtalonError } from "../../core/errors.ts";
import { brief, fault, oneLine } from "../../io/fault.ts";

describe("fault", () => {
  it("says file, problem, value and remedy, and carries the code and the cause", () => {
    const cause = new Error("deep");
    const error = fault("io/npy-size", "a.npy", "ends before its data do", {
      got: "3 bytes",
      remedy: "copy it again",
      cause,
    });
    expect(error).toBeInstanceOf(EtalonError);
    expect(error.message).toBe("a.npy: ends before its data do (got 3 bytes); copy it again");
    expect(error).toMatchObject({ code: "io/npy-size", got: "3 bytes", remedy: "copy it again", cause });
    expect(fault("io/npy-size", "a.npy", "is bad").message).toBe("a.npy: is bad");
  });

  it("stays on one line, and sends nothing to the terminal that it would obey", () => {
    const { message } = fault("io/rows", "a\nb\u001b[31m.npy", "is\tbad", {
      got: "x\u2028y\u009b",
      remedy: "a\r\nb",
    });
    expect(message).toBe("a\\x0ab\\x1b[31m.npy: is\\x09bad (got x\\u2028y\\x9b); a\\x0d\\x0ab");
  });

  it("cuts a value that is longer than a line should be", () => {
    expect(brief("x".repeat(160))).toBe("x".repeat(160));
    expect(brief("x".repeat(161))).toBe(`${"x".repeat(159)}…`);
    expect(oneLine("ünïcode, 日本 🙂")).toBe("ünïcode, 日本 🙂");
  });
});
