import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import { selectRows } from "../../../linalg/elementwise.ts";
import { availableBackends, backend, useBackend } from "../../../linalg/index.ts";
import { loadMetrics, metricById } from "../../../metrics/registry/index.ts";
import { secondMoments } from "../../../metrics/registry/second-moments.ts";
import { representation } from "../../../representation/create.ts";
import { momentStream } from "../../../representation/streamed/stream.ts";
import { anyPair, compare, gaussian, pairOf } from "../../support/data.ts";
import { anyEnds, KEEPINGS, streamed, streamOf } from "../../support/streams.ts";

const before = backend().name;
afterAll(() => void useBackend(before));

const close = (value: number, expected: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));

describe.each(availableBackends().map(({ name }) => name))("a stream (%s)", (name) => {
  it("gives what data in memory give, for every listed measure of second moments and any blocks", async () => {
    useBackend(name);
    const metrics = (await loadMetrics()).filter((metric) => secondMoments(metric) !== undefined);
    expect(metrics.length).toBeGreaterThan(30);
    fc.assert(
      fc.property(
        anyPair.chain((pair) => fc.tuple(fc.constant(pair), anyEnds(pair[0].n))),
        ([[x, y], ends]) => {
          for (const keeping of KEEPINGS) {
            const [a, b] = streamed([x.values, y.values], ends, keeping);
            for (const metric of metrics) {
              if (keeping === "products" && secondMoments(metric) !== "products") continue;
              close(compare(metric, a!, b!), compare(metric, x, y));
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("does not ask for an order of the rows", async () => {
    useBackend(name);
    const [x, y] = pairOf(5, { n: 90 });
    const order = Int32Array.from({ length: 90 }, (_, i) => (i * 37) % 90);
    const metric = await metricById("cca-mean");
    const [a, b] = streamed([x.values, y.values], [30, 60], "factor");
    const moved = [x, y].map(({ values }) => selectRows(values, order));
    const [c, d] = streamed(moved, [11, 50], "factor");
    close(compare(metric, c!, d!), compare(metric, a!, b!));
  });
});

const times = ({ data, ...sides }: Matrix, factor: number): Matrix => ({
  ...sides,
  data: data.map((value) => value * factor),
});

describe("a stream", () => {
  it.each(KEEPINGS)("takes three sides together: each pair is as if alone (%s)", async (keeping) => {
    const [x, y] = pairOf(6, { n: 80 });
    const z = representation(gaussian(80, 3, "third"));
    const metric = await metricById("nbs");
    const [a, b, c] = streamed([x.values, y.values, z.values], [25, 60], keeping);
    close(compare(metric, a!, b!), compare(metric, x, y));
    close(compare(metric, a!, c!), compare(metric, x, z));
    close(compare(metric, b!, c!), compare(metric, y, z));
  });

  it.each(KEEPINGS)("has lost no digit at 1e±150, and keeps units (%s)", async (keeping) => {
    const [x, y] = pairOf(7, { n: 60 });
    const [cka, size] = [await metricById("cka-linear"), await metricById("procrustes-size-and-shape")];
    const [a, b] = streamed([times(x.values, 1e150), times(y.values, 1e-150)], [20], keeping);
    close(compare(cka, a!, b!), compare(cka, x, y));
    const [large] = streamed([times(x.values, 1e150)], [20], keeping);
    const [zero] = streamed([matrix(60, 2)], [20], keeping);
    expect(compare(size, large!, zero!) / 1e150).toBeCloseTo(
      compare(size, x, representation(matrix(60, 2))),
      10,
    );
  });

  it.each(KEEPINGS)(
    "takes a doubled unit, and a constant side is undefined as ever (%s)",
    async (keeping) => {
      const [x, y] = pairOf(8, { n: 60, p1: 2 });
      const doubled = matrix(60, 4);
      for (let i = 0; i < 60; i++) {
        const [u, v] = [x.values.data[2 * i]!, x.values.data[2 * i + 1]!];
        doubled.data.set([u, v, u, 7], 4 * i);
      }
      const metric = await metricById(keeping === "factor" ? "cca-mean-denominator-rank" : "cka-linear");
      const [a, b] = streamed([doubled, y.values], [10, 30], keeping);
      close(compare(metric, a!, b!), compare(metric, representation(doubled), y));
      const [flat, other] = streamed([matrix(60, 2, new Float64Array(120).fill(3)), y.values], [10], keeping);
      expect(() => compare(metric, flat!, other!)).toThrow(/zero variance/);
    },
  );

  it("refuses sides that do not go together, and a stream of no rows", () => {
    const stream = momentStream([{ name: "X", p: 2 }], "factor");
    expect(() => stream.finish()).toThrow(/X must have at least one row/);
    expect(() => stream.add([matrix(3, 4)])).toThrow(/3×4 of X/);
  });

  it.each(KEEPINGS)(
    "leaves out one group of blocks at a time, and none while some are empty (%s)",
    async (keeping) => {
      const [x, y] = pairOf(9, { n: 90 });
      const names = ["nbs", "cka-debiased", ...(keeping === "factor" ? ["cca-mean"] : [])];
      const stream = streamOf([x.values, y.values], [10, 25, 25, 50, 60, 85], keeping, 3);
      // Blocks in turn: the empty one is none.
      const groups = [
        [
          [0, 10],
          [50, 60],
        ],
        [
          [10, 25],
          [60, 85],
        ],
        [
          [25, 50],
          [85, 90],
        ],
      ] as const;
      const leftOut = stream.leftOut();
      expect(leftOut).toHaveLength(3);
      for (const id of names) {
        const metric = await metricById(id);
        const [a, b] = stream.finish();
        close(compare(metric, a!, b!), compare(metric, x, y));
        for (const [k, [c, d]] of leftOut.entries()) {
          const rows = Int32Array.from({ length: 90 }, (_, i) => i).filter(
            (i) => !groups[k]!.some(([from, to]) => i >= from && i < to),
          );
          const [u, v] = [x, y].map(({ values }) => representation(selectRows(values, rows)));
          expect(c!.n).toBe(rows.length);
          // Debiased, the lengths are about the mean of all rows.
          const error = Math.abs(compare(metric, c!, d!) - compare(metric, u!, v!));
          expect(error).toBeLessThan(id === "cka-debiased" ? 0.01 : 1e-12);
        }
      }
      expect(streamOf([x.values], [40], keeping, 3).leftOut()).toEqual([]);
    },
  );
});
