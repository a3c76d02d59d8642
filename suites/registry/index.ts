import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Suite } from "../../core/suite.ts";

const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

let loaded: Promise<readonly Suite[]> | undefined;

/** Every suite: each file of this folder is one. */
export function loadSuites(): Promise<readonly Suite[]> {
  loaded ??= Promise.all(
    readdirSync(folder)
      .filter((name) => /^[a-z0-9-]+\.(ts|js)$/.test(name))
      .sort()
      .map(async (name) => {
        const module = (await import(pathToFileURL(path.join(folder, name)).href)) as { default: Suite };
        return module.default;
      }),
  );
  return loaded;
}
