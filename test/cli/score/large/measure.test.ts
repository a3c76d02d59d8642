import { describe, expect, it } from "vitest";
import {
  differenceInterval,
  ofAll,
  ofSubsamples,
  type Measured,
} from "../../../../cli/score/large/measure.ts";
import { matrix, type Matrix } from "../../../../core/matrix.ts";
import { metricById } from "../../../../metrics/registry/index.ts";
import { gaussian, pairOf } from "../../../support/data.ts";
import { rowsOf, streamed, streamOf } from "../../../support/streams.ts";

const parts = ({ rows, ...rest }: Matrix, count: number): Matrix[] =>
  Array.from({ length: count }, (_, k) =>
    rowsOf({ rows, ...rest }, (k * rows) / count, ((k + 1) * rows) / count),
  );

const valueOf = ({ outcome }: Measured): number => (outcome.status === "ok" ? outcome.value : NaN);

describe("a value", () => {
  it("of subsamples is their mean, with Student's interval of it", async () => {
    // Uncentred CKA of one unit with itself is 1, and of (1, 1)ᵀ with (1, v)ᵀ is (1 + v)²/(2·(1 + v²)).
    const metric = await metricById("cka-uncentered");
    const samples = [0, 1, 3].map((v) => [
      matrix(2, 1, Float64Array.of(1, 1)),
      matrix(2, 1, Float64Array.of(1, v)),
      matrix(2, 1, Float64Array.of(2, 2)),
    ]);
    const done: number[] = [];
    const [found] = await ofSubsamples([metric], 1, samples, (k) => done.push(k));
    const [first, second] = found!;
    // 0.5, 1 and 0.8: mean 23/30, standard deviation √(57)/30, t₂ = 4.30265.
    expect(valueOf(first!)).toBeCloseTo(23 / 30, 12);
    const half = (4.30265 * Math.sqrt(57)) / 30 / Math.sqrt(3);
    expect(first!.interval!.low).toBeCloseTo(23 / 30 - half, 4);
    // No larger than the metric can be.
    expect(first!.interval!.high).toBe(1);
    expect(first!.basis).toEqual({ subsamples: 3, rows: 2 });
    expect(second!.outcome).toEqual({ status: "ok", value: 1 });
    expect(done).toEqual([1, 2, 3]);
  });

  it("is none where a subsample has none, with its reason", async () => {
    const samples = parts(gaussian(40, 3, "constant"), 2).map((x) => [x, matrix(20, 2)]);
    const [found] = await ofSubsamples([await metricById("knn-mutual")], 1, samples, () => undefined);
    expect(found![0]!.outcome.status).not.toBe("ok");
  });

  it("of all rows is that of the data", async () => {
    const metric = await metricById("nbs");
    const [x, y] = pairOf(3, { n: 100 });
    const [found] = await ofAll(metric, 1, streamed([x.values, y.values], [40], "products"), []);
    expect(found!.interval).toBeUndefined();
    expect(found!.basis).toBe("all");
    expect(valueOf(found!)).toBeCloseTo(metric.compare(x, y, { random: undefined as never }), 12);
  });

  it("has an interval that covers that of other rows: a jackknife over groups of blocks", async () => {
    const metric = await metricById("cka-linear");
    const sides = (n: number, seed: number): Matrix[] =>
      pairOf(seed, { n, p1: 3, p2: 4, latents: 2 }).map(({ values }) => values);
    // One source: the same loadings for the rows of all draws, which are rows of one large pair.
    const [x, y] = sides(60_000, 1);
    const population = await ofAll(metric, 1, streamed([x!, y!], [], "products"), []);
    const ends = Array.from({ length: 15 }, (_, k) => (k + 1) * 25);
    let covered = 0;
    for (let draw = 0; draw < 150; draw++) {
      const own = [x!, y!].map((side) => rowsOf(side, draw * 400, (draw + 1) * 400));
      const stream = streamOf(own, ends, "products", 8);
      const [found] = await ofAll(metric, 1, stream.finish(), stream.leftOut());
      const { low, high } = found!.interval!;
      if (low <= valueOf(population[0]!) && valueOf(population[0]!) <= high) covered++;
    }
    // 95 % of 150 and three standard deviations below.
    expect(covered).toBeGreaterThan(134);
  });
});

describe("which of two is closer", () => {
  const of = (basis: Measured["basis"], value: number, parts: number[]): Measured => ({
    outcome: { status: "ok", value },
    basis,
    parts,
  });

  it("has the interval of the difference, in which what both have in common is gone", () => {
    // Differences 0.1, 0.2, 0.3: mean 0.2, standard deviation 0.1, t₂ = 4.30265.
    const basis = { subsamples: 3, rows: 10 };
    const [near, far] = [of(basis, 0.8, [0.7, 0.8, 0.9]), of(basis, 0.6, [0.6, 0.6, 0.6])];
    const half = (4.30265 * 0.1) / Math.sqrt(3);
    const similar = differenceInterval({ direction: "similarity" }, near, far)!;
    expect(similar.low).toBeCloseTo(0.2 - half, 4);
    expect(similar.high).toBeCloseTo(0.2 + half, 4);
    expect(differenceInterval({ direction: "distance" }, far, near)!.low).toBeCloseTo(similar.low, 12);
    // Without one of three groups: variance 2/3·Σ(d − mean)² = 2/3·0.02.
    const [a, b] = [of("all", 0.8, [0.7, 0.8, 0.9]), of("all", 0.6, [0.6, 0.6, 0.6])];
    const jackknife = differenceInterval({ direction: "similarity" }, a, b)!;
    expect(jackknife.high).toBeCloseTo(0.2 + 4.30265 * Math.sqrt(0.04 / 3), 4);
    expect(differenceInterval({ direction: "similarity" }, a, of("all", 0.6, []))).toBeUndefined();
  });
});
