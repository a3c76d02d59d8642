import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../core/canonical-json.ts";

describe("canonicalJson", () => {
  it("is JSON, and the same whatever the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity, 1n, Symbol("s"), () => 0])("refuses %s", (value) => {
    expect(() => canonicalJson({ deep: [value] })).toThrow(
      expect.objectContaining({ code: "json/not-representable" }),
    );
  });

  it("leaves out what is undefined", () => expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}'));
});
