import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { gramProduct, product } from "../../../linalg/portable/product.ts";
import { flip, naiveProduct, relativeDistance } from "../support.ts";

const random = randomFrom("test", "product");

// 1100 × 1100 with an inner side of 1300 exceeds what goes to the kernel at once: blocks of 1024 with a rest each way.
// The wide and tall ones exceed it by one operand.
describe.each([
  [1100, 1300, 1100],
  [3, 1_100_000, 2],
  [2100, 2, 2300],
])("%i×%i×%i in blocks", (m, k, n) => {
  const [a, b] = [random.gaussianMatrix(m, k), random.gaussianMatrix(k, n)];
  const expected = naiveProduct(a, b);

  it("equals the definition however it is stored", () => {
    expect(relativeDistance(product(a, false, b, false), expected)).toBeLessThan(1e-13);
    expect(relativeDistance(product(flip(a), true, flip(b), true), expected)).toBeLessThan(1e-13);
  });
});

it("a large Gram matrix in blocks is exactly symmetric", () => {
  const a = random.gaussianMatrix(3, 2100);
  const got = gramProduct(a, true);
  expect(relativeDistance(got, naiveProduct(flip(a), a))).toBeLessThan(1e-14);
  expect(relativeDistance(flip(got), got)).toBe(0);
});
