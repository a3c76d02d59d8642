import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repeatedKey } from "../../io/json-keys.ts";

describe("repeatedKey", () => {
  it.each([
    ['{"a": 1, "a": 2}', "a"],
    ['{"a": {"b": 1, "b": 2}}', "b"],
    ['{"a": [{"b": 1}, {"b": 2}], "b": 3}', undefined],
    ['{"a": 1, "\\u0061": 2}', "a"],
    ['{"x\\"": ":", "y": "{\\"x\\": 1}", "x\\\\": "x"}', undefined],
    ['{"__proto__": 1, "__proto__": 2}', "__proto__"],
    ["[]", undefined],
    ['"a:a"', undefined],
  ])("%s: %j", (json, wanted) => {
    expect(repeatedKey(json)).toBe(wanted);
  });

  it("finds none in what JSON.stringify writes, and the one that is put in", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (object, key) => {
        expect(repeatedKey(JSON.stringify(object))).toBeUndefined();
        const inside = `{${JSON.stringify(key)}:1,"other${key.length}":${JSON.stringify(object)},${JSON.stringify(key)}:2}`;
        expect(repeatedKey(inside)).toBe(key);
      }),
    );
  });

  it("gets through a very long string", () => {
    expect(repeatedKey(`{"a":"${"\\\\".repeat(4e6)}","a":1}`)).toBe("a");
  });
});
