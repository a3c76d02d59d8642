import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { applyChange, CHANGES } from "../../generators/component-changes.ts";
import { randomComponents } from "../../generators/components.ts";
import { backend } from "../../linalg/index.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { spectrum } from "../../representation/spectral.ts";

const lambda = [4, 1, 0.25];
const components = randomComponents(20, lambda, randomFrom("component-changes"));

describe("CHANGES", () => {
  it("say what becomes of every component", () => {
    const whole = [1, 1, 1];
    expect(CHANGES.none(lambda)).toEqual({ variances: lambda, correlations: whole });
    expect(CHANGES.replace(lambda, 1)).toEqual({ variances: lambda, correlations: [1, 0, 1] });
    expect(CHANGES.replaceAll(lambda)).toEqual({ variances: lambda, correlations: [0, 0, 0] });
    expect(CHANGES.decorrelate(lambda, 2, 0.3)).toEqual({ variances: lambda, correlations: [1, 1, 0.3] });
    expect(CHANGES.remove(lambda, 0)).toEqual({ variances: [0, 1, 0.25], correlations: whole });
    expect(CHANGES.keepLargest(lambda, 1)).toEqual({ variances: [4, 0, 0], correlations: whole });
    expect(CHANGES.keepSmallest(lambda, 2)).toEqual({ variances: [0, 1, 0.25], correlations: whole });
    expect(CHANGES.rescale(lambda, [1, 2, 3])).toEqual({ variances: [1, 2, 3], correlations: whole });
    expect(CHANGES.swap(lambda, 0, 2)).toEqual({ variances: [0.25, 1, 4], correlations: whole });
  });
});

describe("applyChange", () => {
  const change = { variances: [2, 0, 3], correlations: [0.6, 1, 0] };
  const y = applyChange(components, change);
  /** UᵀY·V: what each component of Y shares with each of X. */
  const shared = backend().multiply(
    backend().multiply(components.u, y, { transposeA: true }),
    components.v,
  ).data;

  it("gives the variances, in descending order", () => {
    const x = representation(y);
    const { scale } = centeredScaled(x);
    const found = Array.from(spectrum(x).sigma, (sigma) => (sigma * scale) ** 2);
    [3, 2].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
    expect(found.slice(2).every((value) => value < 1e-20)).toBe(true);
  });

  it("keeps the axes and gives each component its correlation", () => {
    const expected = [0.6 * Math.sqrt(2), 0, 0];
    shared.forEach((value, k) => expect(value).toBeCloseTo(k % 4 === 0 ? expected[k / 4]! : 0, 12));
  });

  it("of nothing is X", () => {
    const x = applyChange(components, CHANGES.none(lambda));
    const again = backend().multiply(backend().multiply(components.u, x, { transposeA: true }), components.v);
    again.data.forEach((value, k) =>
      expect(value).toBeCloseTo(k % 4 === 0 ? Math.sqrt(lambda[k / 4]!) : 0, 12),
    );
  });
});
