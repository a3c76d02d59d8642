import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bothSides, closure, requireClosed, TRANSFORMS } from "../../core/invariance.ts";

const someTransforms = fc.subarray([...TRANSFORMS]);

describe("closure", () => {
  it("contains its argument, is idempotent and monotone", () => {
    fc.assert(
      fc.property(someTransforms, someTransforms, (a, b) => {
        const closed = closure(a);
        for (const transform of a) expect(closed).toContain(transform);
        expect(closure(closed)).toEqual(closed);
        for (const transform of closed) expect(closure([...a, ...b])).toContain(transform);
      }),
    );
  });

  it("knows that a rotation and scaling of each unit make every invertible map", () => {
    expect(closure(["orthogonal", "unit-scaling", "translation"])).toContain("affine");
    expect(closure(["orthogonal"])).toEqual(["permutation", "sign-flip", "orthogonal"]);
    expect(closure(["permutation", "isotropic-scaling"])).not.toContain("negative-scaling");
  });
});

describe("requireClosed", () => {
  it("accepts what bothSides makes and names what is missing otherwise", () => {
    requireClosed("m", bothSides("orthogonal", "translation"));
    expect(() => requireClosed("m", { x: [], y: ["orthogonal"] })).toThrow(/m: .*for y imply "permutation"/);
  });
});
