import { expect, it } from "vitest";
import { webAssembly } from "../../../linalg/portable/webassembly.ts";

it("is the runtime's own", () => {
  expect(new webAssembly.Memory({ initial: 1, maximum: 2 }).buffer.byteLength).toBe(65536);
  expect(new webAssembly.RuntimeError()).toBeInstanceOf(Error);
});
