import { describe, expect, it } from "vitest";
import { variablesIn } from "../../../cli/config/variables.ts";

describe("variablesIn", () => {
  it("finds the settings, takes an empty one for none, and leaves others alone", () => {
    const found = variablesIn({
      ...{ ETALON_SEED: "7", ETALON_OUT: "", ETALON_BLAS: "/x", ETALON_DEBUG: "1" },
      ...{ ETALON_REQUIRE_NATIVE: "1", ETALON_SOAK: "1", PATH: "/" },
    });
    expect([...found]).toEqual([["seed", { name: "ETALON_SEED", text: "7" }]]);
  });

  it.each([
    ["ETALON_SED", "ETALON_SEED"],
    ["ETALON_WORKER", "ETALON_WORKERS"],
    ["ETALON_BACKENDS", "ETALON_BACKEND"],
    ["ETALON_DEBUGG", "ETALON_DEBUG"],
  ])("takes %s for a slip of %s", (name, meant) => {
    expect(() => variablesIn({ [name]: "1" })).toThrow(
      expect.objectContaining({
        code: "config/unknown-variable",
        remedy: `did you mean "${meant}"?`,
      }) as unknown,
    );
  });
});
