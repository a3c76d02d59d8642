import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";
import { packageRoot } from "../../engine/package-root.ts";
import { type Check, optional } from "./check.ts";

const packageSchema = z.object({
  version: z.string(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});

const readPackage = (file: string): z.infer<typeof packageSchema> =>
  packageSchema.parse(JSON.parse(readFileSync(file, "utf8")));

/** The installed version. A package is looked for in the folders that Node would look in, and is not loaded. */
function installed(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const place of places) {
    try {
      return readPackage(path.join(place, name, "package.json")).version;
    } catch {
      // Not there; the next folder may have it.
    }
  }
  throw new EtalonError("doctor/not-installed", "not installed", {
    remedy: "npm install --include=optional brings it",
  });
}

/** Every optional dependency of the package. */
export function dependencyChecks(): Promise<Check>[] {
  const { optionalDependencies = {} } = readPackage(path.join(packageRoot(), "package.json"));
  return Object.keys(optionalDependencies).map((name) => optional(name, () => installed(name)));
}
