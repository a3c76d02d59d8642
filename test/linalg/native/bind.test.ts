import { expect, it } from "vitest";
import { bindRoutine } from "../../../linalg/native/bind.ts";

it("declares pointers, then a length for every letter", () => {
  const declared: unknown[] = [];
  const library = {
    func: (...args: unknown[]) => {
      declared.push(...args);
      return () => undefined;
    },
  };
  bindRoutine(library, { prefix: "scipy_", suffix: "_64_" }, "dpotrf", 3, 1);
  expect(declared).toEqual(["scipy_dpotrf_64_", "void", ["void *", "void *", "void *", "size_t"]]);
  declared.length = 0;
  bindRoutine(library, { prefix: "", suffix: "_" }, "ddot", 1, 0, "double");
  expect(declared).toEqual(["ddot_", "double", ["void *"]]);
});
