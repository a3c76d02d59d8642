import { describe, expect, it } from "vitest";
import { LIMITS, requirePlausible } from "../../../io/binary/limits.ts";

const limits = { ratio: 10, floor: 100, most: 10_000 };

describe("requirePlausible", () => {
  it.each([
    [1, 100, true],
    [1, 101, false],
    [11, 110, true],
    [11, 111, false],
    [1_000_000, 10_000, true],
    [1_000_000, 10_001, false],
  ])("%i bytes to %i: %s", (packed, unpacked, fine) => {
    const check = (): void => requirePlausible(packed, unpacked, "a.npz#x", "io/npz-unsafe", limits);
    if (fine) check();
    else
      expect(check).toThrow(
        `a.npz#x: would unpack to an impossible size (got ${packed} bytes to ${unpacked} bytes)`,
      );
  });

  it("lets zeros of 64 MiB pass, which pack a thousand times", () => {
    requirePlausible(65_000, 2 ** 26, "x", "io/npz-unsafe");
    expect(() => requirePlausible(65_000, 2 ** 26 + 1, "x", "io/npz-unsafe")).toThrow("impossible size");
    expect(LIMITS.most).toBe(2 ** 34);
  });
});
