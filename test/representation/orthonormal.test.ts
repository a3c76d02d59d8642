import { expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { stableQr } from "../../representation/orthonormal.ts";

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
