import { describe, expect, it } from "vitest";
import { scaleColumns } from "../../linalg/elementwise.ts";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

describe("svcca-angular", () => {
  it("is the angle of SVCCA's mean correlation where both sides keep as many components", async () => {
    const [x, y] = pairOf(1);
    for (const k of [1, 3, 5]) {
      const mean = await value(`svcca-mean-components-${k}`, x, y);
      expect(await value(`svcca-angular-components-${k}`, x, y)).toBeCloseTo(Math.acos(mean), 12);
    }
  });

  it("has √(k_X·k_Y) below Σρ where they keep different numbers", async () => {
    const x = representation(scaleColumns(gaussian(60, 4, "x"), [1, 1, 0.01, 0.01]));
    const y = representation(gaussian(60, 4, "y"));
    const mean = await value("svcca-mean", x, y);
    expect(Math.cos(await value("svcca-angular", x, y))).toBeCloseTo((mean * 2) / Math.sqrt(2 * 4), 12);
  });

  it("is angular CCA when every component is kept", async () => {
    const [x, y] = pairOf(2);
    expect(await value("svcca-angular-threshold-1", x, y)).toBeCloseTo(
      await value("shape-alpha-0", x, y),
      13,
    );
    const distance = await value("svcca-euclidean-threshold-1", x, y);
    expect(distance).toBeCloseTo(await value("shape-euclidean-alpha-0", x, y), 11);
    expect(await value("svcca-euclidean-squared-threshold-1", x, y)).toBeCloseTo(distance ** 2, 9);
  });
});

describe("svcca-euclidean", () => {
  it("has the sizes of the kept components, by the law of cosines", async () => {
    // One component kept of each: a line of size a against one of size b.
    const [x, y] = [
      representation(scaleColumns(gaussian(50, 3, "x"), [5, 0.1, 0.1])),
      representation(scaleColumns(gaussian(50, 3, "y"), [2, 0.1, 0.1])),
    ];
    const size = async (side: Representation): Promise<number> => {
      const flat = representation({ rows: 50, cols: 1, data: new Float64Array(50) });
      return value("procrustes-size-and-shape", side, flat);
    };
    const cosine = await value("svcca-mean-components-1", x, y);
    const [a, b] = [await size(x), await size(y)];
    // Nearly all of either size is in its first component.
    expect(await value("svcca-euclidean-components-1", x, y)).toBeCloseTo(
      Math.sqrt(a * a + b * b - 2 * a * b * cosine),
      1,
    );
    expect(await value("svcca-euclidean-components-1", x, y)).toBeLessThan(
      Math.sqrt(a * a + b * b - 2 * a * b * cosine),
    );
  });

  it("holds at scales of 1e±150, and says where it overflows", async () => {
    const [x, y] = pairOf(3);
    const plain = await value("svcca-euclidean", x, y);
    expect((await value("svcca-euclidean", times(x, 2 ** 500), times(y, 2 ** 500))) / 2 ** 500).toBeCloseTo(
      plain,
      10,
    );
    await expect(value("svcca-euclidean-squared", times(x, 1e160), times(y, 1e160))).rejects.toThrow(
      /overflow/,
    );
  });

  it.each([
    "svcca-angular",
    "svcca-angular-components-2",
    "svcca-euclidean-components-2",
    "svcca-euclidean-squared-components-2",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    // Four latents in ten units each: 99 % keep fewer than all.
    const pair = (seed: number): ReturnType<typeof pairOf> =>
      pairOf(seed, { n: 40, p1: 9, p2: 10, noise: 0.1 });
    expectInvariances(metric, pair);
  });
});
