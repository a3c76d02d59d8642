import { describe, expect, it } from "vitest";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("aligned-cosine");

describe("aligned-cosine", () => {
  it("is 1 for a rotated copy, of the same or of another width", () => {
    const [x] = pairOf(1);
    const turned = backend().multiply(x.values, backend().qr(gaussian(5, 5, "turn")).q);
    expect(compare(metric, x, representation(turned))).toBeCloseTo(1, 13);
    const { q } = backend().qr(gaussian(8, 5, "embed"));
    expect(
      compare(metric, x, representation(backend().multiply(x.values, q, { transposeB: true }))),
    ).toBeCloseTo(1, 13);
  });

  it("is the mean sign of agreement with one unit, by hand", () => {
    // Best sign is +: products 2, 12, −1 add up to 13.
    expect(compare(metric, fromArray([[1], [3], [-1]]), fromArray([[2], [4], [1]]))).toBeCloseTo(1 / 3, 14);
  });

  it("turns by the best rotation of the plane, tried angle by angle", () => {
    const [x, y] = [representation(gaussian(7, 2, "a")), representation(gaussian(7, 2, "b"))];
    let [best, wanted] = [-Infinity, 0];
    for (let k = 0; k < 200_000; k++) {
      const [angle, flip] = [(k * 2 * Math.PI) / 100_000, k < 100_000 ? 1 : -1];
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      let [inner, cosines] = [0, 0];
      for (let i = 0; i < 7; i++) {
        const [a, b] = [x.values.data[2 * i]!, x.values.data[2 * i + 1]! * flip];
        const [u, v] = [y.values.data[2 * i]!, y.values.data[2 * i + 1]!];
        const dot = (c * a - s * b) * u + (s * a + c * b) * v;
        inner += dot;
        cosines += dot / Math.hypot(a, b) / Math.hypot(u, v);
      }
      if (inner > best) [best, wanted] = [inner, cosines / 7];
    }
    expect(compare(metric, x, y)).toBeCloseTo(wanted, 3);
  });

  it("counts a stimulus without activation as a cosine of zero", () => {
    expect(compare(metric, fromArray([[1], [0]]), fromArray([[2], [3]]))).toBeCloseTo(0.5, 14);
  });

  it("does not depend on a basis where directions are not shared", () => {
    // X lives in one direction of three: what Y does in the others finds no partner, whatever the basis.
    const x = fromArray([
      [1, 0, 0],
      [2, 0, 0],
      [3, 0, 0],
    ]);
    const y = fromArray([
      [1, 5, 2],
      [2, -1, 7],
      [3, 2, 0],
    ]);
    const value = compare(metric, x, y);
    const { q } = backend().qr(gaussian(3, 3, "basis"));
    expect(compare(metric, representation(backend().multiply(x.values, q)), y)).toBeCloseTo(value, 13);
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(metric);
  });
});
