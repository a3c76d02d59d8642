import { describe, expect, it } from "vitest";
import { causeIn, loadHdf5 } from "../../../io/hdf5/library.ts";
import { expectFault } from "../support/faults.ts";

describe("loadHdf5", () => {
  it("says what to install where the package is not there", async () => {
    await expectFault(
      () => loadHdf5("a.h5", "no-such-package-as-this/node"),
      "a.h5: needs the optional package h5wasm",
      "io/hdf5-missing",
      "; npm install h5wasm, or save the arrays as .npz",
    );
  });

  it("loads the library", async () => {
    const { module } = await loadHdf5("a.h5");
    expect(() => module.open("/no/such/file.h5", 0, false, -1, -1)).toThrow("No such file");
  });
});

describe("causeIn", () => {
  it("is the innermost of the library's causes", () => {
    const text =
      "HDF5-DIAG:\n  #000: /a/H5F.c line 8 in H5Fopen(): unable\n    major: x\n  #006: /b/c.c line 5 in H5F__read(): truncated file: eof = 3\n    minor: y\n";
    expect(causeIn(text)).toBe("truncated file: eof = 3");
    expect(causeIn("another error\nat")).toBe("another error");
  });
});
