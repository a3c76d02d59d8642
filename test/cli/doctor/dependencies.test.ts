import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { dependencyChecks } from "../../../cli/doctor/dependencies.ts";
import { packageRoot } from "../../../engine/package-root.ts";

describe("dependencyChecks", () => {
  it("look for every optional dependency, and none fails the doctor", async () => {
    const { optionalDependencies } = JSON.parse(
      readFileSync(path.join(packageRoot(), "package.json"), "utf8"),
    ) as {
      optionalDependencies: Record<string, string>;
    };
    const checks = await Promise.all(dependencyChecks());
    expect(checks.map(({ id }) => id)).toEqual(Object.keys(optionalDependencies));
    for (const { status, detail } of checks) {
      expect(status).toMatch(/^(ok|absent)$/);
      expect(detail).toMatch(status === "ok" ? /^\d+\.\d+/ : /not installed/);
    }
  });
});
