import { describe, expect, it } from "vitest";
import { compareLayers } from "../../../cli/layers/compare.ts";
import type { Layer } from "../../../cli/layers/network.ts";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";

const layer = (name: string, cols: number): Layer => ({
  name,
  file: `${name}.npy`,
  activations: representation(randomFrom(3, name).gaussianMatrix(20, cols)),
});
const constant: Layer = {
  name: "dead",
  file: "dead.npy",
  activations: representation(matrix(20, 2, new Float64Array(40).fill(1))),
};
const A = [layer("a1", 3), layer("a2", 4)];
const B = [layer("b1", 5), layer("b2", 2), layer("b3", 3)];
const context = { random: randomFrom(1) };

describe("compareLayers", () => {
  it("gives what the metric says of each pair", async () => {
    const metric = await metricById("cka-linear");
    const { entries, directed } = compareLayers(metric, A, B, 1);
    expect(directed).toBe(undefined);
    entries.forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(entry).toBeCloseTo(metric.compare(A[i]!.activations, B[j]!.activations, context), 12);
      });
    });
  });

  it("gives the mean of both directions of an asymmetric metric, and each of them", async () => {
    const metric = await metricById("linear-regression");
    const { entries, directed } = compareLayers(metric, A, B, 1);
    const [x, y] = [A[1]!.activations, B[2]!.activations];
    const [forth, back] = [metric.compare(x, y, context), metric.compare(y, x, context)];
    expect(forth).not.toBeCloseTo(back, 3);
    expect(directed?.forth[1]![2]).toBeCloseTo(forth, 10);
    expect(directed?.back[1]![2]).toBeCloseTo(back, 10);
    expect(entries[1]![2]).toBeCloseTo((forth + back) / 2, 10);
  });

  it("says why a pair has no value, and finds the best among the others", async () => {
    const { entries, matches } = compareLayers(await metricById("linear-regression"), A, [constant, ...B], 1);
    expect(entries[0]![0]).toMatchObject({ status: "undefined" });
    expect(matches.b[0]).toEqual({ layer: "dead", best: [] });
    expect(matches.a[0]!.best).not.toContain("dead");
  });
});
