import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksum } from "../../engine/checksum.ts";

const values = fc.float64Array({ minLength: 1, maxLength: 40, noNaN: true });

describe("checksum", () => {
  it("is a function of the values, wherever they lie in their buffer", () => {
    fc.assert(
      fc.property(values, (given) => {
        const shifted = new Float64Array([0, ...given]).subarray(1);
        expect(checksum(shifted)).toBe(checksum(given.slice()));
      }),
    );
  });

  it("changes with any one bit", () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(63), (given, at, bit) => {
        const changed = given.slice();
        const bits = new BigUint64Array(changed.buffer);
        const k = at % bits.length;
        bits[k] = bits[k]! ^ (1n << BigInt(bit));
        expect(checksum(changed)).not.toBe(checksum(given));
      }),
    );
  });

  it("changes when every sign does, and when values change places", () => {
    const given = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i + 1));
    expect(checksum(given.map((value) => -value))).not.toBe(checksum(given));
    expect(checksum(given.slice().reverse())).not.toBe(checksum(given));
  });

  it("tells 0 from −0 and an array from a longer one of zeros", () => {
    expect(checksum(Float64Array.of(0))).not.toBe(checksum(Float64Array.of(-0)));
    expect(checksum(new Float64Array(3))).not.toBe(checksum(new Float64Array(4)));
  });
});
