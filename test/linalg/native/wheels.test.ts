import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wheelLibraries } from "../../../linalg/native/wheels.ts";

let root = "";

function put(...parts: string[]): string {
  const file = path.join(root, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

beforeAll(() => (root = mkdtempSync(path.join(tmpdir(), "etalon-wheels-"))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("finds the OpenBLAS of wheels in environments, on PATH and in pyenv, and nothing else", () => {
  const site = ["lib", "python3.12", "site-packages"];
  const numpy = put("venv", ...site, "numpy.libs", "libscipy_openblas64_-32a4b2a6.so");
  put("venv", ...site, "numpy.libs", "libgfortran-040039e1.so.5.0.0");
  const scipy = put("python", ...site, "scipy.libs", "libscipy_openblas-6cdc3b4a.so");
  const old = put(
    "pyenv",
    "versions",
    "3.10.1",
    "lib",
    "python3.10",
    "site-packages",
    "numpy.libs",
    "libopenblas-r0.so",
  );
  const found = wheelLibraries({
    platform: "linux",
    env: {
      VIRTUAL_ENV: path.join(root, "venv"),
      PATH: path.join(root, "python", "bin"),
      PYENV_ROOT: path.join(root, "pyenv"),
    },
  });
  expect(found.filter((file) => file.startsWith(root))).toEqual([numpy, scipy, old]);
});

it("finds delocated and Windows wheels", () => {
  const mac = put(
    "mac",
    "lib",
    "python3.12",
    "site-packages",
    "numpy",
    ".dylibs",
    "libscipy_openblas64_.dylib",
  );
  const windows = put("win", "Lib", "site-packages", "numpy.libs", "libscipy_openblas64_-abc.dll");
  const on = (platform: NodeJS.Platform, prefix: string): string[] =>
    wheelLibraries({ platform, env: { VIRTUAL_ENV: path.join(root, prefix) } });
  expect(on("darwin", "mac")).toContain(mac);
  expect(on("win32", "win")).toContain(windows);
});

it("gives nothing where there is nothing", () => {
  const found = wheelLibraries({ platform: "linux", env: { PATH: path.join(root, "nowhere", "bin") } });
  expect(found.filter((file) => file.startsWith(root))).toEqual([]);
});
