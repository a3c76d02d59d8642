import { describe, expect, it } from "vitest";
import { workerEnvironment } from "../../../engine/host/environment.ts";

describe("workerEnvironment", () => {
  it("holds a worker to one backend and one BLAS thread, and keeps the rest", () => {
    process.env["ETALON_TEST_VARIABLE"] = "kept";
    expect(workerEnvironment("native")).toMatchObject({
      ETALON_TEST_VARIABLE: "kept",
      ETALON_BACKEND: "native",
      OPENBLAS_NUM_THREADS: "1",
      MKL_NUM_THREADS: "1",
    });
    delete process.env["ETALON_TEST_VARIABLE"];
  });
});
