import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { codeRoot, packageRoot } from "../../engine/package-root.ts";

describe("packageRoot", () => {
  it("has the package and, for sources, is the code's own folder", () => {
    expect(existsSync(path.join(packageRoot(), "package.json"))).toBe(true);
    expect(codeRoot()).toBe(packageRoot());
    expect(existsSync(path.join(codeRoot(), "engine"))).toBe(true);
  });
});
