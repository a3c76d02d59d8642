import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { heldOut } from "../../metrics/families/held-out.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("versa-lambda-0");

/** 1 − r between all rows of a list of rows, pair by pair. */
function correlationDistances(rows: readonly (readonly number[])[]): number[] {
  const r = (a: readonly number[], b: readonly number[]): number => {
    const [ma, mb] = [a, b].map((v) => v.reduce((t, e) => t + e, 0) / v.length);
    let [aa, bb, ab] = [0, 0, 0];
    a.forEach((_, i) => {
      aa += (a[i]! - ma!) ** 2;
      bb += (b[i]! - mb!) ** 2;
      ab += (a[i]! - ma!) * (b[i]! - mb!);
    });
    return ab / Math.sqrt(aa * bb);
  };
  return rows.flatMap((a, i) => rows.slice(0, i).map((b) => 1 - r(a, b)));
}

/** Kendall's τ of lists without ties. */
function tau(a: readonly number[], b: readonly number[]): number {
  let [total, count] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      total += Math.sign(a[i]! - a[j]!) * Math.sign(b[i]! - b[j]!);
      count++;
    }
  }
  return total / count;
}

describe("versa", () => {
  it("is the mean over folds of τ between the distances of held-out rows and of their predictions", () => {
    const [x, y] = pairOf(1, { n: 30, p1: 6, p2: 5 });
    const folds = heldOut(x, y, { lambda: 0, unit: "trace", folds: "shuffled", aggregate: "fold-mean" });
    // Undo the power of two of the scaled matrix with one difference of the data.
    const { actual, rows } = folds[0]!;
    const factor =
      (x.values.data[rows[0]! * 6]! - x.values.data[rows[1]! * 6]!) / (actual.data[0]! - actual.data[6]!);
    const values = folds.map(({ actual: wanted, predicted, rows: which }) => {
      const real = [...which].map((i) => [...x.values.data.slice(i * 6, (i + 1) * 6)]);
      const found = real.map((row, i) =>
        row.map((v, j) => v + factor * (predicted.data[i * 6 + j]! - wanted.data[i * 6 + j]!)),
      );
      return tau(correlationDistances(real), correlationDistances(found));
    });
    expect(compare(metric, x, y)).toBeCloseTo(values.reduce((a, b) => a + b, 0) / 5, 12);
  });

  it("is 1 where Y predicts X exactly", () => {
    const [x, y] = pairOf(2, { n: 30, p1: 4, p2: 6 });
    const from: Representation = representation({
      rows: 30,
      cols: 4,
      data: Float64Array.from(
        { length: 120 },
        (_, k) => y.values.data[Math.floor(k / 4) * 6 + (k % 4)]! * 2 + (k % 4),
      ),
    });
    expect(compare(metric, from, y)).toBeCloseTo(1, 12);
    expect(compare(metric, x, y)).toBeLessThan(0.99);
  });

  it("has no value where a stimulus is the same in all units: no correlation with others", () => {
    const x = fromArray(
      Array.from({ length: 20 }, (_, i) => (i === 0 ? [1, 1, 1] : [i, i * i, (i * 7) % 11])),
    );
    expect(() => compare(metric, x, pairOf(1, { n: 20 })[1])).toThrow(/the target .*row/);
  });

  it("does not overflow at scales of 1e±150", () => {
    const [x, y] = pairOf(3, { n: 30, p1: 5, p2: 4 });
    expect(compare(metric, times(x, 1e150), times(y, 1e-150))).toBeCloseTo(compare(metric, x, y), 12);
  });

  it.each(["versa", "versa-target-y", "versa-lambda-0"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const one = await metricById(id);
      expectInvariances(one);
    },
  );
});
