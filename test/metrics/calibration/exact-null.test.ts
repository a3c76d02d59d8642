import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { exactNull } from "../../../metrics/calibration/exact-null.ts";
import { loadMetrics, metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { permuteRows } from "../../../representation/permute-rows.ts";
import { compare, fromArray, gaussian } from "../../support/data.ts";

/** All n! orders. */
function* allOrders(n: number, taken: readonly number[] = []): Generator<Int32Array> {
  if (taken.length === n) yield Int32Array.from(taken);
  else for (let i = 0; i < n; i++) if (!taken.includes(i)) yield* allOrders(n, [...taken, i]);
}

const positive = (rows: number, cols: number, seed: string): Representation => {
  const a = gaussian(rows, cols, seed);
  return representation({ ...a, data: a.data.map((value) => Math.exp(value)) });
};

const PAIRS: readonly (readonly [string, Representation, Representation])[] = [
  ["narrow", positive(6, 3, "x"), positive(6, 2, "y")],
  ["equal widths", positive(5, 3, "a"), positive(5, 3, "b")],
  ["one side wide", positive(5, 7, "c"), positive(5, 3, "d")],
];

/** Everything whose mean is known. */
const IDS = [
  "cka-linear",
  "cka-linear@one-minus",
  "cka-linear@chordal-squared",
  "cka-debiased",
  "cka-lange",
  "cka-rbf-0.4",
  "cka-rbf-0.4-median-all",
  "cka-rbf-sigma-0.7",
  "cka-rbf-debiased-1",
  "cka-laplace-1",
  "cka-laplace-lange-1",
  "hsic-linear",
  "hsic-debiased",
  "hsic-lange",
  "hsic-rbf-1",
  "hsic-laplace-debiased-1",
  "linear-regression",
  "linear-regression-target-y",
  "cca-r2",
  "cca-r2-denominator-rank",
  "eigenspace-overlap",
  "distance-correlation-unbiased",
  "rsa-correlation-pearson",
  "rsa-euclidean-spearman",
  "rsa-squared-euclidean-cosine",
  "rsa-squared-euclidean-corr-cov",
  "rsa-squared-euclidean-cosine-cov",
  "rsa-correlation-kendall-a",
  "rsa-correlation-kendall-b",
  "rsa-squared-euclidean-rho-a",
  "rsa-cosine-pearson",
  "rsa-gaussian-cosine",
  "knn-mutual-k-2",
  "knn-jaccard-k-2",
];

describe("the exact mean over all orders of the rows", () => {
  it.each(IDS)("%s: closed form and enumeration agree", async (id) => {
    const metric = await metricById(id);
    let checked = 0;
    for (const [name, x, y] of PAIRS) {
      // Correlations over two units are ±1, and so are their RDMs' entries: ties.
      if (id.includes("correlation") && Math.min(x.p, y.p) < 3 && id.startsWith("rsa")) continue;
      const expected = exactNull(metric, x, y);
      expect(expected, name).toBeDefined();
      let [total, count] = [0, 0];
      for (const order of allOrders(x.n)) {
        total += compare(metric, x, permuteRows(y, order));
        count++;
      }
      const mean = total / count;
      expect(Math.abs(mean - expected!), name).toBeLessThan(1e-10 * Math.max(1, Math.abs(mean)));
      checked++;
    }
    expect(checked).toBeGreaterThan(0);
  });

  it("is the published number where there is one", () => {
    const [x, y] = [representation(gaussian(41, 4, "p")), representation(gaussian(41, 9, "q"))];
    const of = (id: string): number | undefined => exactNull({ id }, x, y);
    expect(of("cca-r2")).toBeCloseTo(9 / 40, 14);
    expect(of("linear-regression")).toBeCloseTo(9 / 40, 14);
    expect(of("linear-regression-target-y")).toBeCloseTo(4 / 40, 14);
    expect(of("knn-mutual")).toBeCloseTo(10 / 40, 14);
  });

  it("claims nothing where no closed form is known, or where there is no variance", async () => {
    const [, x, y] = PAIRS[0]!;
    for (const id of [
      "nbs",
      "cca-mean",
      "procrustes",
      "distance-correlation",
      "cka-linear@angular",
      "random",
    ]) {
      expect(exactNull({ id }, x, y), id).toBeUndefined();
    }
    const constant = fromArray([[1], [1], [1], [1], [1], [1]]);
    for (const id of ["cka-linear", "cka-debiased", "cca-r2", "linear-regression", "rsa-euclidean-pearson"]) {
      expect(exactNull({ id }, constant, y), id).toBeUndefined();
    }
    const known = (await loadMetrics()).filter((metric) => exactNull(metric, x, y) !== undefined);
    expect(known.every(({ usesCorrespondence }) => usesCorrespondence)).toBe(true);
  });
});
