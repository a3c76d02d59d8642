import { describe, expect, it } from "vitest";
import { EtalonError } from "../../core/errors.ts";
import { Undefined } from "../../core/outcome.ts";
import { answerOf, answerOfThrown } from "../../engine/answer.ts";

const never = (): boolean => {
  throw new Error("must not be asked");
};

describe("answerOf", () => {
  it("takes finite numbers, −0 and denormals included, without asking for the scale", () => {
    for (const value of [0.5, -3, -0, 5e-324])
      expect(answerOf("m", value, never)).toEqual({ status: "ok", value });
  });

  it.each([
    [NaN, false, "metric/not-finite"],
    [NaN, true, "metric/not-finite"],
    [Infinity, false, "metric/not-finite"],
    [-Infinity, false, "metric/not-finite"],
    ["0.5", true, "metric/not-a-number"],
    [undefined, true, "metric/not-a-number"],
    [null, true, "metric/not-a-number"],
    [1n, true, "metric/not-a-number"],
    [Promise.resolve(0.5), true, "metric/not-a-number"],
  ])("%s with extreme input %s is the error %s", (value, extreme, code) => {
    expect(answerOf("some-metric", value, () => extreme)).toMatchObject({
      status: "error",
      code,
      message: expect.stringContaining("some-metric") as string,
    });
  });

  it("excuses an infinite value of input at an extreme scale", () => {
    const outcome = answerOf("m", -Infinity, () => true);
    expect(outcome).toMatchObject({
      status: "undefined",
      reason: expect.stringMatching(/^overflow/) as string,
    });
  });
});

describe("answerOfThrown", () => {
  it("keeps the reason of Undefined and the code of a typed error", () => {
    expect(answerOfThrown("m", new Undefined("constant X"))).toEqual({
      status: "undefined",
      reason: "constant X",
    });
    expect(answerOfThrown("m", new EtalonError("linalg/singular", "no"))).toEqual({
      status: "error",
      code: "linalg/singular",
      message: "no",
    });
  });

  it.each([[new RangeError("bad")], ["a string"], [undefined], [Object.create(null)], [Symbol("s")]])(
    "%o is metric/threw",
    (thrown) => {
      expect(answerOfThrown("m", thrown)).toMatchObject({ status: "error", code: "metric/threw" });
    },
  );
});
