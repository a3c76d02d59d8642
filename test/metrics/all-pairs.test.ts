import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { loadMetrics, metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { gaussian, pairOf } from "../support/data.ts";

const context = { random: randomFrom("all-pairs") };
const listed = await loadMetrics();

/** Members of the same families that are not listed: another direction, another way to pool folds, other sizes. */
const unlisted = [
  "ridge",
  "ridge-lambda-10-target-y",
  "ridge-cv-target-y",
  "ridge-cv-aggregate-fold-mean",
  "ridge-cv-lambda-0.1-unit-rows-folds-contiguous",
  "linear-regression-cv-aggregate-fold-mean",
  "pearson-regression-cv-target-y-aggregate-pooled",
  "svcca-euclidean",
  "svcca-euclidean-squared",
  "soft-matching-preprocess-raw",
];
const metrics = [...listed, ...(await Promise.all(unlisted.map((id) => metricById(id))))].filter(
  (metric) => metric.allPairs !== undefined,
);

/** What a pair costs beyond one product: nothing of it can be stacked (docs/decisions.md). */
const PAIR_BY_PAIR = [
  "aligned-cosine",
  "imd",
  "maximum-match",
  "mutual-information-ksg",
  "pairwise-matching",
  "pls",
  "procrustes-permutation",
  "riemannian-gram",
  "rtd",
  "magnitude-difference",
  "uniformity-difference",
  "concentricity-difference",
  "versa",
  "wreath-procrustes",
];

describe("all pairs", () => {
  it("are together for every listed metric but those whose pairs share no product", () => {
    const alone = listed.filter((metric) => metric.allPairs === undefined && !metric.control);
    expect(
      alone.map(({ id }) => id).filter((id) => !PAIR_BY_PAIR.some((name) => id.startsWith(name))),
    ).toEqual([]);
  });

  it("are those of every form asked for here", () => {
    for (const id of unlisted) expect(metrics.map((metric) => metric.id)).toContain(id);
  });
});

const n = 16;
/** Narrow, rank-deficient, single, constant, and (in the wide set) wider than tall. */
const narrow: Representation[] = [
  ...pairOf(1, { n, p1: 4, p2: 7 }),
  pairOf(2, { n, p1: 8, p2: 3, latents: 3, noise: 0 })[0],
  representation(gaussian(n, 1, "single")),
  representation(matrix(n, 2, new Float64Array(2 * n).fill(4))),
];
const wide: Representation[] = [
  ...narrow,
  representation(gaussian(n, 30, "wide")),
  representation(gaussian(n, 15, "full")),
];

describe.each(metrics.map((metric) => [metric.id, metric] as const))("all pairs of %s", (_id, metric) => {
  it.each([
    ["narrow", narrow, narrow],
    ["wide", wide, wide],
    ["different sides", narrow.slice(0, 3), wide.slice(2)],
  ] as const)("agree with one at a time: %s", (_name, xs, ys) => {
    const all = metric.allPairs!(xs, ys);
    expect([all.rows, all.cols]).toEqual([xs.length, ys.length]);
    xs.forEach((x, i) => {
      ys.forEach((y, j) => {
        const together = all.data[i * ys.length + j]!;
        let alone: number;
        try {
          alone = metric.compare(x, y, context);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Undefined);
          expect(together).toBeNaN();
          return;
        }
        // An angle near zero is the root of the cosine's rounding.
        const [a, b] = metric.unit === "radian" ? [Math.cos(together), Math.cos(alone)] : [together, alone];
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(b)));
      });
    });
  });
});
