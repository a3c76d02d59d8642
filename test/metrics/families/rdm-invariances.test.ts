import { describe, expect, it } from "vitest";
import { closure } from "../../../core/invariance.ts";
import {
  GRAM,
  RDM_SIDES,
  RDM_SIDES_WITH_SIZE,
  UNCENTRED,
} from "../../../metrics/families/rdm-invariances.ts";

describe("sides of RDMs", () => {
  it("are closed: what they imply is declared", () => {
    for (const side of [
      UNCENTRED,
      GRAM,
      ...Object.values(RDM_SIDES),
      ...Object.values(RDM_SIDES_WITH_SIZE),
    ]) {
      expect(closure(side)).toEqual(side);
    }
  });

  it("lose the scale with the size, where the dissimilarity has one", () => {
    expect(RDM_SIDES_WITH_SIZE.euclidean).not.toContain("isotropic-scaling");
    expect(RDM_SIDES_WITH_SIZE.cosine).toEqual(RDM_SIDES.cosine);
    expect(GRAM).not.toContain("isotropic-scaling");
  });

  it("of a correlation over units has no sign flip of a unit, no silent unit and no translation", () => {
    for (const transform of ["sign-flip", "zero-padding", "translation", "orthogonal"] as const) {
      expect(RDM_SIDES.correlation).not.toContain(transform);
    }
  });
});
