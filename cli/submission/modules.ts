import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** The files that make up a module, and where its packages are. */
export interface ModuleFiles {
  /** The module and whatever it imports by a relative path, real paths, sorted. */
  readonly own: readonly string[];
  /** Folders `node_modules` and files `package.json` that decide how it is loaded. */
  readonly around: readonly string[];
}

/** `import … from "./a"`, `export … from "./a"`, `import("./a")`, `require("./a")`. */
const RELATIVE = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])(\.{1,2}\/[^"'\n]*)\1/g;

const ENDINGS = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];

/** As many files are followed; a module that has more is most of a package. */
const MOST = 2000;

const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();

/** The file that a relative import means, by the rules of Node and of TypeScript together. */
function meant(from: string, relative: string): string | undefined {
  const base = path.resolve(path.dirname(from), relative.split(/[?#]/)[0]!);
  const asTypeScript = base.replace(/\.([cm]?)js$/, ".$1ts");
  return [
    base,
    asTypeScript,
    ...ENDINGS.map((ending) => base + ending),
    ...ENDINGS.map((ending) => path.join(base, `index${ending}`)),
  ].find(isFile);
}

/** Folders from that of a file to the root. */
function ancestors(file: string): string[] {
  const parent = path.dirname(file);
  return parent === file ? [] : [parent, ...ancestors(parent)];
}

/** The files of a module. What it imports by a computed name is not found. @param entry Its real path. */
export function moduleFiles(entry: string): ModuleFiles {
  const own = new Set([entry]);
  for (const file of own) {
    if (own.size >= MOST) break;
    if (!/\.[cm]?[jt]sx?$/.test(file)) continue;
    for (const [, , relative] of readFileSync(file, "utf8").matchAll(RELATIVE)) {
      const found = meant(file, relative!);
      if (found !== undefined) own.add(realpathSync(found));
    }
  }
  const folders = ancestors(entry);
  const packages = folders
    .map((folder) => path.join(folder, "node_modules"))
    .filter((one) => existsSync(one));
  const nearest = folders.map((folder) => path.join(folder, "package.json")).find(isFile);
  return { own: [...own].sort(), around: nearest === undefined ? packages : [...packages, nearest] };
}
