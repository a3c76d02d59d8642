import { expect, it } from "vitest";
import { portableBackend } from "../../../linalg/portable/backend.ts";

// The numbers are held by test/linalg/backend.test.ts.
it("describes itself", () => {
  expect(portableBackend()).toMatchObject({
    name: "portable",
    description: "portable WebAssembly SIMD kernel, 1 thread",
  });
});
