import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { attend, attendGradient } from "../../../data/train/attention.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

const random = randomFrom("test", "attention");
const shape = { tokens: 3, heads: 2 };
const qkv = random.gaussianMatrix(2 * 3, 12);

describe("attend", () => {
  it("is a mean of the values, with weights that sum to 1", () => {
    const { output, weights } = attend(qkv, shape);
    expect([output.rows, output.cols, weights.rows, weights.cols]).toEqual([6, 4, 12, 3]);
    for (let i = 0; i < 12; i++) {
      expect(weights.data.subarray(3 * i, 3 * i + 3).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }
    // Image 1, head 1, token 2: row 1·(2·3) + 1·3 + 2 of the weights.
    const row = weights.data.subarray(3 * 11, 3 * 12);
    let expected = 0;
    for (let j = 0; j < 3; j++) expected += row[j]! * qkv.data[(3 + j) * 12 + 8 + 2 + 1]!;
    expect(output.data[5 * 4 + 2 + 1]).toBeCloseTo(expected, 12);
  });

  it("weighs all the same when keys are the same", () => {
    const same = matrix(3, 12, qkv.data.slice(0, 36));
    for (let j = 0; j < 3; j++) for (let c = 4; c < 8; c++) same.data[j * 12 + c] = 1;
    for (const weight of attend(same, shape).weights.data) expect(weight).toBeCloseTo(1 / 3, 12);
  });

  it("stays finite for large scores", () => {
    const large = matrix(
      6,
      12,
      qkv.data.map((value) => value * 1e3),
    );
    expect(attend(large, shape).output.data.every(Number.isFinite)).toBe(true);
  });
});

it("attendGradient has the gradient that finite differences have", () => {
  const upstream = random.gaussianMatrix(6, 4);
  const loss = (): number =>
    attend(qkv, shape).output.data.reduce((sum, value, i) => sum + value * upstream.data[i]!, 0);
  const gradient = attendGradient(qkv, attend(qkv, shape), upstream, shape);
  const where = someOf(72, 72);
  const numeric = where.map((index) => numericalDerivative(loss, qkv.data, index));
  expect(
    relativeError(
      where.map((index) => gradient.data[index]!),
      numeric,
    ),
  ).toBeLessThan(1e-8);
});
