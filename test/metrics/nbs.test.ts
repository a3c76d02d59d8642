import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf } from "../support/data.ts";
import { centered } from "../../representation/centered.ts";
import { backend } from "../../linalg/index.ts";

const metric = await metricById("nbs");

describe("nbs", () => {
  it("is |r| for single units", () => {
    const [x, y] = [fromArray([[1], [2], [3], [5]]), fromArray([[-2], [-1], [-4], [-3]])];
    expect(compare(metric, x, y)).toBeCloseTo(3.5 / Math.sqrt(8.75 * 5), 14);
  });

  it("is the fidelity tr√(√K·L·√K) of the Gram matrices", () => {
    const [x, y] = pairOf(9, { n: 12 });
    const k = backend().gram(centered(x), false);
    const { values, vectors } = backend().eigenSymmetric(k);
    const root = backend().multiply(
      { ...vectors, data: vectors.data.map((v, i) => v * Math.sqrt(Math.max(0, values[i % 12]!))) },
      vectors,
      { transposeB: true },
    );
    const inside = backend().multiply(backend().multiply(root, backend().gram(centered(y), false)), root);
    const fidelity = backend()
      .eigenvaluesSymmetric(inside)
      .reduce((total, v) => total + Math.sqrt(Math.max(0, v)), 0);
    const norm = (of: typeof x): number =>
      Math.sqrt(centered(of).data.reduce((total, v) => total + v * v, 0));
    expect(compare(metric, x, y)).toBeCloseTo(fidelity / (norm(x) * norm(y)), 6);
  });
});
