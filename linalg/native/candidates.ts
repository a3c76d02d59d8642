import path from "node:path";
import type { Surroundings } from "./surroundings.ts";
import { wheelLibraries } from "./wheels.ts";

export type { Surroundings } from "./surroundings.ts";

/** Where a library may be, and how it came to be looked for. */
export interface Candidate {
  readonly path: string;
  readonly origin: "ETALON_BLAS" | "system" | "wheel";
}

const TRIPLES: Readonly<Record<string, string>> = {
  x64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
  ppc64: "powerpc64le-linux-gnu",
  riscv64: "riscv64-linux-gnu",
};

/**
 * The libraries to try, in order: `ETALON_BLAS` alone when it is set, otherwise the usual places of the platform
 * and then the OpenBLAS that installed numpy and scipy wheels bring along.
 */
export function candidates(around: Surroundings): Candidate[] {
  const named = around.env["ETALON_BLAS"];
  if (named !== undefined && named !== "") return [{ path: named, origin: "ETALON_BLAS" }];
  return [
    ...systemPaths(around).map((file): Candidate => ({ path: file, origin: "system" })),
    ...wheelLibraries(around).map((file): Candidate => ({ path: file, origin: "wheel" })),
  ];
}

/** The usual absolute paths of a BLAS with LAPACK on a platform. */
export function systemPaths({ platform, arch, env }: Surroundings): string[] {
  const conda = env["CONDA_PREFIX"];
  if (platform === "darwin") {
    return [
      "/System/Library/Frameworks/Accelerate.framework/Accelerate",
      "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
      "/usr/local/opt/openblas/lib/libopenblas.dylib",
      ...(conda ? [path.join(conda, "lib", "libopenblas.dylib")] : []),
    ];
  }
  if (platform === "win32") {
    const folders = [
      ...(conda ? [path.join(conda, "Library", "bin")] : []),
      ...(env["MKLROOT"] ? [path.join(env["MKLROOT"], "bin")] : []),
      ...(env["PATH"] ?? "").split(";").filter((folder) => folder !== ""),
    ];
    return folders.flatMap((folder) =>
      ["libopenblas.dll", "openblas.dll", "mkl_rt.2.dll", "mkl_rt.dll"].map((file) =>
        path.join(folder, file),
      ),
    );
  }
  const triple = TRIPLES[arch] ?? `${arch}-linux-gnu`;
  return [
    `/usr/lib/${triple}/openblas-pthread/libopenblas.so.0`, // Debian, Ubuntu
    `/usr/lib/${triple}/openblas-serial/libopenblas.so.0`,
    `/usr/lib/${triple}/openblas-openmp/libopenblas.so.0`,
    `/usr/lib/${triple}/libopenblas.so.0`,
    "/usr/lib64/libopenblas.so.0", // Fedora, openSUSE
    "/usr/lib64/libopenblasp.so.0",
    "/usr/lib/libopenblas.so.0", // Arch, Alpine
    "/usr/lib/libopenblas.so.3",
    ...(conda
      ? [path.join(conda, "lib", "libopenblas.so.0"), path.join(conda, "lib", "libmkl_rt.so.2")]
      : []),
    ...(env["MKLROOT"] ? [path.join(env["MKLROOT"], "lib", "intel64", "libmkl_rt.so.2")] : []),
    "/opt/intel/oneapi/mkl/latest/lib/libmkl_rt.so.2",
    "/opt/intel/oneapi/mkl/latest/lib/intel64/libmkl_rt.so.2",
    `/usr/lib/${triple}/libmkl_rt.so`,
  ];
}
