import { describe, expect, it } from "vitest";
import { candidates, systemPaths } from "../../../linalg/native/candidates.ts";

describe("candidates", () => {
  it("are the named library alone when there is one", () => {
    const env = { ETALON_BLAS: "/opt/my/libblas.so", PATH: "/usr/bin" };
    expect(candidates({ platform: "linux", arch: "x64", env })).toEqual([
      { path: "/opt/my/libblas.so", origin: "ETALON_BLAS" },
    ]);
  });

  it("begin with the system's places", () => {
    const found = candidates({ platform: "linux", arch: "x64", env: { ETALON_BLAS: "" } });
    expect(found[0]).toEqual({
      path: "/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0",
      origin: "system",
    });
  });
});

describe("systemPaths", () => {
  it("knows the Debian folder of the processor", () => {
    const paths = systemPaths({ platform: "linux", arch: "arm64", env: {} });
    expect(paths).toContain("/usr/lib/aarch64-linux-gnu/libopenblas.so.0");
    expect(paths).toContain("/usr/lib64/libopenblas.so.0");
  });

  it("has Accelerate on macOS", () => {
    expect(systemPaths({ platform: "darwin", arch: "arm64", env: {} })[0]).toMatch(/Accelerate$/);
  });

  it("searches PATH on Windows", () => {
    const paths = systemPaths({ platform: "win32", arch: "x64", env: { PATH: "C:\\blas;" } });
    expect(paths.some((file) => file.startsWith("C:\\blas") && file.endsWith("libopenblas.dll"))).toBe(true);
    expect(paths.every((file) => file.startsWith("C:\\blas"))).toBe(true);
  });

  it("looks into the active conda environment", () => {
    const paths = systemPaths({ platform: "linux", arch: "x64", env: { CONDA_PREFIX: "/conda" } });
    expect(paths).toContain("/conda/lib/libmkl_rt.so.2");
  });
});
