import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { haar } from "../../../generators/haar.ts";
import { backend } from "../../../linalg/index.ts";
import { representation } from "../../../representation/create.ts";
import { corrected, decodingAccuracy, FOLDS, stratifiedFolds } from "../../../suites/decoding/decode.ts";
import { logisticFit } from "../../../suites/decoding/logistic.ts";

const random = randomFrom("decoding");
const labels = Int32Array.from({ length: 90 }, (_, i) => (i % 9 === 0 ? 2 : i % 2));
const variable = { name: "class", labels, classes: 3 };
const folds = stratifiedFolds(variable, random.child("folds"));

describe("logisticFit", () => {
  it("is where the gradient of the penalised loss is zero", () => {
    const a = random.child("a").gaussianMatrix(40, 3);
    const y = Int32Array.from({ length: 40 }, (_, i) => Number(a.data[3 * i]! + Math.sin(i) > 0));
    const w = logisticFit(a)(y);
    const gradient = [w[0]!, w[1]!, w[2]!, 0];
    for (let i = 0; i < 40; i++) {
      const t = w[0]! * a.data[3 * i]! + w[1]! * a.data[3 * i + 1]! + w[2]! * a.data[3 * i + 2]! + w[3]!;
      const residual = 1 / (1 + Math.exp(-t)) - y[i]!;
      for (let j = 0; j < 3; j++) gradient[j]! += residual * a.data[3 * i + j]!;
      gradient[3]! += residual;
    }
    gradient.forEach((slope) => expect(Math.abs(slope)).toBeLessThan(1e-6));
  });

  it("gives the same weights whatever other labels were fitted before", () => {
    const a = random.child("b").gaussianMatrix(40, 5);
    const [y, z] = [0, 1].map((k) => Int32Array.from({ length: 40 }, (_, i) => Number(i % 5 === k)));
    const fit = logisticFit(a);
    fit(y!);
    expect(fit(z!)).toEqual(logisticFit(a)(z!));
    expect(fit(z!)).not.toEqual(fit(y!));
  });
});

describe("decodingAccuracy", () => {
  it("deals every class evenly to the folds", () => {
    for (let k = 0; k < 3; k++) {
      const counts = Array.from(
        { length: FOLDS },
        (_, fold) => labels.filter((label, i) => label === k && folds[i] === fold).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it("is 1 for classes far apart, turned any way, and about 1/classes for noise however unequal they are", () => {
    const noise = random.child("noise").gaussianMatrix(90, 4);
    const apart = matrix(
      90,
      4,
      noise.data.map((value, k) => value + (k % 4 === labels[k >> 2] ? 40 : 0)),
    );
    expect(decodingAccuracy(representation(apart), variable, folds)).toBe(1);
    const turned = backend().multiply(apart, haar(4, 4, random.child("turn")));
    expect(decodingAccuracy(representation(turned), variable, folds)).toBe(1);
    const guesses = Array.from({ length: 20 }, (_, k) =>
      decodingAccuracy(representation(random.child("guess", k).gaussianMatrix(90, 4)), variable, folds),
    );
    const mean = guesses.reduce((sum, value) => sum + value / 20, 0);
    expect(Math.abs(mean - 1 / 3)).toBeLessThan(0.05);
  });

  it("is at chance where Y has no variance", () => {
    expect(decodingAccuracy(representation(matrix(90, 2)), variable, folds)).toBeCloseTo(1 / 3, 12);
  });

  it("corrected is 0 at chance and 1 at the reference", () => {
    expect(corrected(0.25, 0.8, 4)).toBe(0);
    expect(corrected(0.8, 0.8, 4)).toBe(1);
  });
});
