import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const here = new URL(".", import.meta.url);
const document = readFileSync(new URL("../../../docs/disagreements.md", here), "utf8");

describe("docs/disagreements.md", () => {
  it("has an anchor for every trap that is tested, and a test for every anchor", () => {
    const anchors = [...document.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, anchor]) => anchor!);
    const tested = readdirSync(here)
      .filter((name) => name.endsWith(".test.ts") && name !== "documented.test.ts")
      .flatMap((name) => [
        ...readFileSync(new URL(name, here), "utf8").matchAll(/^ {2}"([a-z0-9-]+)": async/gm),
      ])
      .map(([, name]) => name!);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect([...tested].sort()).toEqual([...anchors].sort());
    expect(anchors).toHaveLength(28);
  });
});
