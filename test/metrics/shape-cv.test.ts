import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [cca, procrustes, half] = await Promise.all(
  ["0", "1", "0.5"].map((alpha) => metricById(`shape-cv-alpha-${alpha}`)),
);

describe("shape-cv", () => {
  it("is no smaller than the angle in sample, which has seen all rows", async () => {
    const [x, y] = pairOf(1, { n: 60 });
    expect(compare(cca!, x, y)).toBeGreaterThan(compare(await metricById("shape-alpha-0"), x, y));
    expect(compare(procrustes!, x, y)).toBeGreaterThan(compare(await metricById("procrustes-angular"), x, y));
  });

  it("is about π/2 for unrelated data, where the angle in sample is not", async () => {
    const [x, y] = [representation(gaussian(60, 12, "a")), representation(gaussian(60, 12, "b"))];
    for (const metric of [cca!, procrustes!])
      expect(Math.abs(compare(metric, x, y) - Math.PI / 2)).toBeLessThan(0.25);
    expect(compare(await metricById("shape-alpha-0"), x, y)).toBeLessThan(1.25);
  });

  it("lies between its ends, and goes from one to the other", () => {
    const [x, y] = pairOf(3, { n: 60, noise: 1 });
    const [a, b, c] = [compare(cca!, x, y), compare(half!, x, y), compare(procrustes!, x, y)];
    expect(b).toBeGreaterThan(Math.min(a, c) - 1e-3);
    expect(b).toBeLessThan(Math.max(a, c) + 1e-3);
  });

  it("at α = 1 keeps what the training rows did not span: more units than stimuli", () => {
    const [x, y] = pairOf(4, { n: 15, p1: 30, p2: 25 });
    const [one, almost] = [compare(procrustes!, x, y), compare(half!, x, y)];
    expect(one).toBeGreaterThan(0.2);
    expect(almost).toBeGreaterThan(0.2);
  });

  it.each([cca!, half!, procrustes!].map((metric) => [metric.id, metric] as const))(
    "%s is invariant to what it declares and to nothing else",
    (_id, metric) => {
      expectInvariances(metric);
    },
  );
});
