import { describe, expect, it } from "vitest";
import { renderJson } from "../../reports/json.ts";
import { fixtureResult } from "./fixture.ts";
import { hostile } from "./hostile.ts";
import { makeResult } from "./make.ts";

/** The same value with every object's keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe("renderJson", () => {
  it("is the result, whole", () => {
    expect(JSON.parse(renderJson(fixtureResult()))).toEqual(fixtureResult());
    const evil = hostile(fixtureResult(), false);
    expect(JSON.parse(renderJson(evil))).toEqual(evil);
  });

  it("has equal bytes for equal results, whatever the order of their keys", () => {
    expect(renderJson(reversed(fixtureResult()) as ReturnType<typeof fixtureResult>)).toBe(
      renderJson(fixtureResult()),
    );
  });

  it("is for people: sorted keys, a line each, a line feed at the end", () => {
    const lines = renderJson(makeResult()).split("\n");
    expect(lines.slice(0, 3)).toEqual(["{", '  "coverage": [],', '  "findings": [],']);
    expect(lines.at(-1)).toBe("");
  });
});
