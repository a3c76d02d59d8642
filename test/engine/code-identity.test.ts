import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { codeIdentity } from "../../engine/code-identity.ts";
import { packageRoot } from "../../engine/package-root.ts";

describe("codeIdentity", () => {
  it("has the package's version and, for sources, a hash that says so", () => {
    const { version } = JSON.parse(readFileSync(path.join(packageRoot(), "package.json"), "utf8")) as {
      version: string;
    };
    expect(codeIdentity().version).toBe(version);
    expect(codeIdentity().code).toMatch(/^source-[0-9a-f]{16}$/);
    expect(codeIdentity()).toBe(codeIdentity());
  });
});
