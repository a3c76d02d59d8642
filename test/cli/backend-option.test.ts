import { describe, expect, it } from "vitest";
import { activateBackend } from "../../cli/backend-option.ts";
import { backend, describeDiscovery, useBackend } from "../../linalg/index.ts";

describe("activateBackend", () => {
  it("makes the one that is asked for active, with one BLAS thread", () => {
    const before = backend();
    delete process.env["OPENBLAS_NUM_THREADS"];
    expect(activateBackend("portable").name).toBe("portable");
    expect(activateBackend("auto").name).toBe("portable");
    expect(process.env["OPENBLAS_NUM_THREADS"]).toBe("1");
    if (describeDiscovery().backend === undefined) {
      expect(() => activateBackend("native")).toThrow(
        expect.objectContaining({ code: "linalg/no-native" }) as Error,
      );
    } else expect(activateBackend("native").name).toBe("native");
    useBackend(before.name);
  });
});
