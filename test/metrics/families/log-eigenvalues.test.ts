import { describe, expect, it } from "vitest";
import { backend } from "../../../linalg/index.ts";
import { inverseRoot, regularised, whitened } from "../../../metrics/families/log-eigenvalues.ts";
import { centered, centeredScaled } from "../../../representation/centered.ts";
import { squaredSize } from "../../../representation/spectral.ts";
import { pairOf, times } from "../../support/data.ts";

const [x, y] = pairOf(1, { n: 12 });

describe("regularised", () => {
  it("brings ε to the scaled matrix and keeps the factor as a logarithm", () => {
    const { scale } = centeredScaled(x);
    const absolute = regularised(x, 0.1, "absolute");
    expect(absolute.epsilon * scale ** 2).toBeCloseTo(0.1, 14);
    expect(Math.exp(absolute.logFactor)).toBeCloseTo(scale ** 2, 10);
    const trace = regularised(x, 0.1, "trace");
    // f·tr(K̂) = n and f·ε̂ = ε.
    expect(Math.exp(trace.logFactor) * squaredSize(x)).toBeCloseTo(12, 12);
    expect(Math.exp(trace.logFactor) * trace.epsilon).toBeCloseTo(0.1, 14);
  });

  it("says that ε is lost beside large activations, and knows no unit by the trace", () => {
    expect(() => regularised(times(x, 1e150), 1e-3, "absolute")).toThrow(/overflow/);
    const [plain, scaled] = [regularised(x, 1e-3, "trace"), regularised(times(x, 2 ** 400), 1e-3, "trace")];
    expect(scaled.epsilon).toBe(plain.epsilon);
  });
});

describe("inverseRoot", () => {
  it("is (K + ε)^−½: its square times K + ε is the identity", () => {
    const k = backend().gram(centered(x), false);
    const a = { ...k, data: k.data.map((value, m) => value + (m % 13 === 0 ? 0.2 : 0)) };
    const root = inverseRoot(x, 0.2);
    const identity = backend().multiply(backend().multiply(root, a), root);
    identity.data.forEach((value, m) => expect(value).toBeCloseTo(m % 13 === 0 ? 1 : 0, 12));
  });
});

describe("whitened", () => {
  it("has squared singular values that multiply up to det(B)/det(A)", () => {
    const s = backend().singularValues(whitened(inverseRoot(x, 0.2), y, 0.3));
    const logDet = (side: typeof x, epsilon: number): number =>
      backend()
        .eigenvaluesSymmetric(backend().gram(centered(side), false))
        .reduce((total, value) => total + Math.log(Math.max(0, value) + epsilon), 0);
    const wanted = logDet(y, 0.3) - logDet(x, 0.2);
    expect(s.reduce((total, value) => total + 2 * Math.log(value), 0)).toBeCloseTo(wanted, 10);
  });
});
