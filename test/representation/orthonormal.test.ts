import { expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { combine, frobenius, scaleColumns } from "../../linalg/elementwise.ts";
import { randomFrom } from "../../core/random.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { stableQr, wellConditionedBasis } from "../../representation/orthonormal.ts";

it("factors a matrix of full rank and refuses one that has lost it, or has as many units as stimuli", () => {
  const values = randomFrom("qr").gaussianMatrix(12, 4);
  const x = representation(values);
  const { q, r } = stableQr(x)!;
  backend()
    .multiply(q, r)
    .data.forEach((value, k) => expect(value).toBeCloseTo(centered(x).data[k]!, 12));
  const twice = values.data.map((value, k) => (k % 4 === 3 ? values.data[k - 1]! * 2 : value));
  expect(stableQr(representation(matrix(12, 4, twice)))).toBeUndefined();
  expect(stableQr(representation(randomFrom("wide").gaussianMatrix(4, 4)))).toBeUndefined();
});

/** A tall matrix whose columns have lengths from 1 down to 1/ratio. */
const graded = (ratio: number) =>
  representation(
    scaleColumns(
      randomFrom("graded").gaussianMatrix(60, 5),
      [0, 1, 2, 3, 4].map((j) => ratio ** (-j / 4)),
    ),
  );

it("gives a basis of the same columns that is orthonormal to rounding, up to a condition of some 1e4", () => {
  for (const ratio of [1, 100, 1e4]) {
    const x = graded(ratio);
    const q = wellConditionedBasis(x)!;
    const gram = backend().gram(q);
    for (let j = 0; j < 5; j++) gram.data[j * 6]! -= 1;
    expect(frobenius(gram)).toBeLessThan(1e-14);
    const inside = backend().multiply(q, backend().multiply(q, centered(x), { transposeA: true }));
    expect(frobenius(combine(1, centered(x), -1, inside))).toBeLessThan(1e-13);
  }
});

it("gives none where the columns may be dependent, or as many as there are stimuli", () => {
  expect(wellConditionedBasis(graded(1e7))).toBeUndefined();
  expect(wellConditionedBasis(representation(matrix(9, 2)))).toBeUndefined();
  expect(wellConditionedBasis(representation(randomFrom("wide").gaussianMatrix(4, 4)))).toBeUndefined();
});
