import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { number, numberOr, readParams, word, writeId } from "../../../metrics/registry/params.ts";

const specs = {
  width: number("", 0.4, "width"),
  lambda: numberOr("lambda", ["grid"], "grid", "λ"),
  folds: word("folds", ["shuffled", "contiguous", "contiguous-blocks"], "shuffled", "order"),
  count: number("count", 5, "count", { integer: true }),
};

describe("readParams and writeId", () => {
  it("are inverse to each other", () => {
    fc.assert(
      fc.property(
        fc.record({
          width: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
          lambda: fc.oneof(fc.constant("grid"), fc.double({ min: 1e-6, max: 1e6, noNaN: true })),
          folds: fc.constantFrom("shuffled", "contiguous", "contiguous-blocks"),
          count: fc.integer({ min: 1, max: 100 }),
        }),
        (values) => {
          const id = writeId("name", specs, values);
          expect(readParams("name", specs, id.slice("name-".length))).toEqual(values);
        },
      ),
    );
  });

  it("leave out defaults but for the key without a name", () => {
    expect(writeId("name", specs, { width: 0.4, lambda: "grid", folds: "shuffled", count: 5 })).toBe(
      "name-0.4",
    );
  });

  it("take keys in any order", () => {
    expect(readParams("name", specs, "count-3-0.5-lambda-2")).toEqual({
      width: 0.5,
      lambda: 2,
      folds: "shuffled",
      count: 3,
    });
  });

  it.each([
    "lambda-0",
    "lambda--1",
    "count-2.5",
    "folds-other",
    "folds",
    "0.5-0.6",
    "lambda-1x",
    "colour-red",
  ])("refuse %s and say what is accepted", (text) => {
    expect(() => readParams("name", specs, text)).toThrow(
      expect.objectContaining({
        code: "metric/bad-parameter",
        remedy: expect.stringContaining("it takes") as string,
      }),
    );
  });
});
