import { describe, expect, it } from "vitest";
import { fromRows, matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { accuracy, crossEntropy } from "../../../data/train/loss.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

describe("crossEntropy", () => {
  it("is ln 10 when nothing is known", () => {
    expect(crossEntropy(matrix(4, 10), Uint8Array.of(0, 3, 9, 9)).value).toBeCloseTo(Math.log(10), 12);
  });

  it("stays finite for logits that overflow an exponential", () => {
    expect(crossEntropy(fromRows([[1000, 0]]), Uint8Array.of(1)).value).toBeCloseTo(1000, 9);
  });

  it("has the gradient that finite differences have", () => {
    const logits = randomFrom("test", "loss").gaussianMatrix(6, 5);
    const labels = Uint8Array.of(0, 1, 2, 3, 4, 0);
    const { gradient } = crossEntropy(logits, labels);
    const where = someOf(30, 30);
    const numeric = where.map((i) =>
      numericalDerivative(() => crossEntropy(logits, labels).value, logits.data, i),
    );
    expect(
      relativeError(
        where.map((i) => gradient.data[i]!),
        numeric,
      ),
    ).toBeLessThan(1e-8);
  });
});

it("accuracy counts the largest logit and, in a tie, the first", () => {
  const logits = fromRows([
    [1, 2, 0],
    [3, 3, 0],
    [0, 0, 1],
  ]);
  expect(accuracy(logits, Uint8Array.of(1, 0, 1))).toBeCloseTo(2 / 3, 12);
  expect(accuracy(logits, Uint8Array.of(1, 1, 2))).toBeCloseTo(2 / 3, 12);
});
