import { readdirSync } from "node:fs";
import path from "node:path";
import type { Surroundings } from "./surroundings.ts";

const LIBRARY = /^(lib)?(scipy_)?openblas.*\.(so|dll|dylib)$|^libopenblas.*\.so\.\d+$/;

/**
 * The OpenBLAS inside installed numpy and scipy wheels, found without running Python: the `site-packages` of the
 * active environment, of the Pythons on PATH, of pyenv and of the system.
 */
export function wheelLibraries(around: Pick<Surroundings, "platform" | "env">): string[] {
  const found = prefixes(around).flatMap((prefix) =>
    sitePackages(prefix, around.platform).flatMap((site) =>
      ["numpy", "scipy"].flatMap((name) =>
        // auditwheel and delvewheel put libraries beside the package, delocate inside it.
        [path.join(site, `${name}.libs`), path.join(site, name, ".dylibs")].flatMap((folder) =>
          list(folder)
            .filter((file) => LIBRARY.test(file))
            .map((file) => path.join(folder, file)),
        ),
      ),
    ),
  );
  return [...new Set(found)];
}

/** Folders under which a Python installation may live, the most specific first. */
function prefixes({ platform, env }: Pick<Surroundings, "platform" | "env">): string[] {
  const onPath = (env["PATH"] ?? "")
    .split(platform === "win32" ? ";" : ":")
    .filter((folder) => folder !== "");
  const pyenv = env["PYENV_ROOT"] ?? (env["HOME"] ? path.join(env["HOME"], ".pyenv") : undefined);
  const versions = pyenv ? path.join(pyenv, "versions") : undefined;
  return [
    ...[env["VIRTUAL_ENV"], env["CONDA_PREFIX"]].flatMap((folder) => (folder ? [folder] : [])),
    // `<prefix>/bin/python` on POSIX, `<prefix>\python.exe` or `<prefix>\Scripts` on Windows.
    ...onPath.flatMap((folder) =>
      platform === "win32" ? [folder, path.dirname(folder)] : [path.dirname(folder)],
    ),
    ...(versions ? list(versions).map((version) => path.join(versions, version)) : []),
    ...(env["HOME"] ? [path.join(env["HOME"], ".local")] : []),
    "/usr",
    "/usr/local",
  ].filter((folder, index, all) => all.indexOf(folder) === index);
}

function sitePackages(prefix: string, platform: NodeJS.Platform): string[] {
  if (platform === "win32") return [path.join(prefix, "Lib", "site-packages")];
  return ["lib", "lib64"].flatMap((lib) =>
    list(path.join(prefix, lib))
      .filter((folder) => /^python3(\.\d+)?$/.test(folder))
      .flatMap((folder) =>
        ["site-packages", "dist-packages"].map((name) => path.join(prefix, lib, folder, name)),
      ),
  );
}

/** The entries of a folder in a fixed order; none when it cannot be read. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
