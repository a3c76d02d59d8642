import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { beside, inner } from "../../../linalg/elementwise.ts";
import { throughRdm } from "../../../metrics/gradients/rdm.ts";
import { representation } from "../../../representation/create.ts";
import type { RdmKind } from "../../../representation/rdm.ts";
import { rdm } from "../../../representation/rdm.ts";
import { gradientError } from "../../support/central-differences.ts";
import { fromArray, gaussian, pairOf, times } from "../../support/data.ts";

const KINDS = [
  "squared-euclidean",
  "euclidean",
  "correlation",
  "cosine",
  "mahalanobis",
  "gaussian",
  "poisson",
] as const;
const n = 9;
const weights = gaussian(1, (n * (n - 1)) / 2, "weights").data;

/** Σwₖdₖ over a scale that is held: the function of an RDM whose gradient by its values is w. */
const weighted = (y: Representation, kind: RdmKind, over: number): number => {
  const made = rdm(y, kind);
  if ("reason" in made) throw new Error(made.reason);
  return inner(weights, made.values) * (made.scale / over);
};

const scaleOf = (y: Representation, kind: RdmKind): number => (rdm(y, kind) as { scale: number }).scale;

/** Rates for all kinds: positive, with means. */
const rates = (p: number, seed = 1): Representation => {
  const values = gaussian(n, p, "rates", seed);
  return representation({ ...values, data: values.data.map((value) => 1 + value * value) });
};

describe.each(KINDS)("throughRdm of %s", (kind) => {
  it("is the gradient of a weighted sum of the dissimilarities", () => {
    for (const p of [3, 5]) {
      const y = rates(p);
      const scale = scaleOf(y, kind);
      const error = gradientError((z) => weighted(z, kind, scale), throughRdm(y, kind, weights), y);
      expect(error).toBeLessThan(1e-8);
    }
  });

  it("goes with one over the scale, and is finite where rows coincide", () => {
    const y = rates(4);
    if (kind !== "poisson") {
      const [one, large] = [throughRdm(y, kind, weights), throughRdm(times(y, 2 ** 450), kind, weights)];
      expect(large.data.map((v) => v * 2 ** 450)).toEqual(one.data);
    }
    const doubled = fromArray(Array.from({ length: n }, (_, i) => [i % 5, (i % 5) ** 2, 2]));
    const smooth = kind === "mahalanobis" ? fromArray(doubledRows()) : doubled;
    expect(throughRdm(smooth, kind, weights).data.every(Number.isFinite)).toBe(true);
  });
});

const doubledRows = (): number[][] => Array.from({ length: n }, (_, i) => [i % 5, (i % 5) ** 2]);

describe("throughRdm", () => {
  it("does not exist where there is no RDM, or its units have lost rank and it jumps", () => {
    const zero = fromArray(Array.from({ length: n }, () => [0, 0]));
    expect(() => throughRdm(zero, "cosine", weights)).toThrow(/^Y has a zero row/);
    const [, y] = pairOf(6, { n, p1: 2, p2: 2 });
    const doubled = representation(beside(y.values, y.values));
    expect(() => throughRdm(doubled, "mahalanobis", weights)).toThrow(/lost rank/);
  });
});
