import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EtalonError } from "../core/errors.ts";

/**
 * The folder of this package's `package.json`: the parent of `engine/` in a checkout and the grandparent in `dist/`.
 *
 * @throws EtalonError `engine/no-package` when the files were moved apart.
 */
export function packageRoot(): string {
  let folder = codeRoot();
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new EtalonError("engine/no-package", "packageRoot: no package.json above the code of Etalon", {
        got: codeRoot(),
        remedy: "install the package again",
      });
    }
    folder = parent;
  }
  return folder;
}

/** The folder that holds `engine/`, `linalg/` and the others as they run: the checkout itself or its `dist/`. */
export function codeRoot(): string {
  return path.dirname(path.dirname(fileURLToPath(import.meta.url)));
}
