import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

describe("kernel-ridge", () => {
  it("tends to ridge with the same share of the trace for a wide kernel", async () => {
    const [x, y] = pairOf(1, { n: 30, p1: 4, p2: 6 });
    // κ = λ·tr(K)/n here and λ′·tr/p there: λ′ = λ·p/n.
    const wanted = await value("ridge-lambda-0.2", x, y);
    expect(await value("kernel-ridge-width-1000", x, y)).toBeCloseTo(wanted, 5);
    expect(Math.abs((await value("kernel-ridge", x, y)) - wanted)).toBeGreaterThan(0.01);
  });

  it("finds what is not linear: the square of the only unit", async () => {
    const y = gaussian(60, 1, "y");
    const x = representation({ ...y, data: y.data.map((v) => v * v) });
    expect(await value("kernel-ridge", x, representation(y))).toBeGreaterThan(0.7);
    expect(await value("linear-regression", x, representation(y))).toBeLessThan(0.3);
  });

  it("tends to one share of everything for a narrow kernel, whatever the data: all eigenvalues are alike", async () => {
    const [x, y] = pairOf(1, { n: 30 });
    // f = λᵢ/(λᵢ + κ): n − 1 equal eigenvalues with κ = (n − 1)/n of each.
    const f = 1 / (1 + 29 / 30);
    expect(await value("kernel-ridge-width-0.01", x, y)).toBeCloseTo(f * (2 - f), 10);
  });

  it("has no value where most stimuli of the predictor coincide", async () => {
    const y = fromArray(Array.from({ length: 12 }, (_, i) => [i === 0 ? 1 : 0]));
    await expect(value("kernel-ridge", pairOf(1, { n: 12 })[0], y)).rejects.toThrow(
      /median distance of the predictor is zero/,
    );
  });

  it("is asymmetric and has a direction", async () => {
    const [x, y] = pairOf(2);
    expect(await value("kernel-ridge-target-y", x, y)).toBeCloseTo(await value("kernel-ridge", y, x), 12);
    expect(
      Math.abs((await value("kernel-ridge-target-y", x, y)) - (await value("kernel-ridge", x, y))),
    ).toBeGreaterThan(1e-3);
  });

  it("is invariant to what it declares and to nothing else", async () => {
    const metric = await metricById("kernel-ridge");
    expectInvariances(metric);
  });
});
