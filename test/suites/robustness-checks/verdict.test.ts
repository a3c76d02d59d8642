import { describe, expect, it } from "vitest";
import { failed, ok, undefinedBecause } from "../../../core/outcome.ts";
import {
  identical,
  sameValue,
  singlePrecision,
  typedError,
  valueOrReason,
} from "../../../suites/robustness-checks/verdict.ts";
import { metric } from "../../engine/support/metrics.ts";

const unit = metric("unit", () => 0, { range: [0, 1] });
const angle = metric("angle", () => 0, { range: [0, Math.PI], unit: "radian" });
const nan = failed("metric/not-finite", "NaN");

describe("typedError", () => {
  it("takes the expected code and nothing else", () => {
    expect(typedError(failed("input/non-finite", ""), "input/non-finite").verdict).toBe("passed");
    expect(typedError(failed("metric/threw", ""), "input/non-finite").verdict).toBe("error");
    expect(typedError(ok(1), "input/non-finite").verdict).toBe("no error");
    expect(typedError(undefinedBecause("no"), "input/non-finite").verdict).toBe("no error");
  });
});

describe("valueOrReason", () => {
  it("takes a value in the range, to rounding, and a reason", () => {
    for (const fine of [ok(0), ok(1), ok(1 + 1e-12), undefinedBecause("constant")])
      expect(valueOrReason(unit, fine).verdict).toBe("passed");
    expect(valueOrReason(unit, ok(1.001)).verdict).toBe("wrong value");
    expect(valueOrReason(unit, ok(-0.001)).verdict).toBe("wrong value");
    expect(valueOrReason(unit, undefinedBecause("")).verdict).toBe("error");
  });

  it("calls each fault by its name", () => {
    expect(valueOrReason(unit, nan).verdict).toBe("NaN");
    expect(valueOrReason(unit, failed("metric/threw", "oops"))).toEqual({
      verdict: "crash",
      words: "metric/threw: oops",
    });
    expect(valueOrReason(unit, { status: "crashed", message: "SIGSEGV" }).verdict).toBe("crash");
    expect(valueOrReason(unit, { status: "timeout", seconds: 1 }).verdict).toBe("error");
  });
});

describe("sameValue", () => {
  it("asks for the value that was there, to rounding", () => {
    expect(sameValue(unit, ok(0.5), ok(0.5 + 1e-9)).verdict).toBe("passed");
    expect(sameValue(unit, ok(0.5), ok(0.5001)).verdict).toBe("wrong value");
    expect(sameValue(unit, ok(0.5), undefinedBecause("overflow")).verdict).toBe("wrong value");
    expect(sameValue(unit, undefinedBecause("constant"), undefinedBecause("constant")).verdict).toBe(
      "passed",
    );
  });
});

describe("identical", () => {
  it("asks for the same bits", () => {
    expect(identical(ok(0.5), ok(0.5)).verdict).toBe("passed");
    expect(identical(ok(0.5), ok(0.5 + 2 ** -52)).verdict).toBe("differs");
    expect(identical(ok(0.5), nan).verdict).toBe("NaN");
    expect(identical(undefinedBecause("a"), undefinedBecause("a")).verdict).toBe("passed");
    expect(identical(undefinedBecause("a"), ok(1)).verdict).toBe("differs");
  });
});

describe("singlePrecision", () => {
  it("gives the room of float32, and an angle that of its cosine", () => {
    expect(singlePrecision(unit, ok(0.5), ok(0.5001)).verdict).toBe("passed");
    expect(singlePrecision(unit, ok(0.5), ok(0.501)).verdict).toBe("wrong value");
    expect(singlePrecision(angle, ok(0), ok(0.01)).verdict).toBe("passed");
    expect(singlePrecision(angle, ok(1), ok(1.01)).verdict).toBe("wrong value");
  });
});
