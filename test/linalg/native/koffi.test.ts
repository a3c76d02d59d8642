import { expect, it } from "vitest";
import { loadKoffi } from "../../../linalg/native/koffi.ts";

it("gives the package or the reason why not, and never throws", () => {
  const loaded = loadKoffi();
  if ("koffi" in loaded) expect(typeof loaded.koffi.load).toBe("function");
  else expect(loaded.reason).toContain("koffi");
});
