import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";

const refuse = (name: string, message: string, got: string, remedy: string): EtalonError =>
  new EtalonError("check/no-package", `${name}: ${message}`, { got, remedy });

/** The folder of a package as an import in `folder` would find it. */
function folderOf(name: string, folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = path.join(at, "node_modules", name);
    if (existsSync(path.join(found, "package.json"))) return realpathSync(found);
    if (path.dirname(at) === at) {
      throw refuse(name, "the package is not installed", `nothing above ${folder}`, `npm install ${name}`);
    }
  }
}

/** The first target of `exports` that an import in Node may use. */
function target(exports: unknown): string | undefined {
  if (typeof exports === "string") return exports;
  if (Array.isArray(exports)) return exports.map(target).find((found) => found !== undefined);
  if (typeof exports !== "object" || exports === null) return undefined;
  const conditions = exports as Record<string, unknown>;
  if (Object.keys(conditions).some((key) => key.startsWith("."))) return target(conditions["."]);
  return ["node", "import", "module-sync", "require", "default"]
    .map((condition) => target(conditions[condition]))
    .find((found) => found !== undefined);
}

/**
 * The main module of an installed package.
 *
 * @param folder Where it is imported from.
 * @throws EtalonError `check/no-package`.
 */
export function packageEntry(name: string, folder: string): string {
  const root = folderOf(name, folder);
  const said = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const main = target(said["exports"]) ?? target(said["main"]) ?? "index.js";
  const entry = [main, `${main}.js`, path.join(main, "index.js")]
    .map((file) => path.join(root, file))
    .find((file) => /\.[cm]?[jt]s$/.test(file) && existsSync(file));
  if (entry !== undefined) return entry;
  throw refuse(name, "the package has no main module", main, "name the file itself");
}
