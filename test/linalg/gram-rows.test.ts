import { afterAll, describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import { eachGramRows } from "../../linalg/gram-rows.ts";
import { availableBackends, backend, useBackend } from "../../linalg/index.ts";
import { flip, naiveProduct } from "./support.ts";

const random = randomFrom("test", "gram-rows");
const before = backend().name;
afterAll(() => useBackend(before));

describe.each(availableBackends().map(({ name }) => name))("eachGramRows, %s", (name) => {
  it.each([
    [1, 3],
    [95, 2],
    [97, 1],
    [200, 5],
  ])("gives every row of the lower triangle once, n = %i, p = %i", (n, p) => {
    useBackend(name);
    const a = random.gaussianMatrix(n, p);
    const wanted = naiveProduct(a, flip(a));
    const seen: number[] = [];
    let worst = 0;
    eachGramRows(
      a,
      (first, block) => {
        expect(block.cols).toBe(first + block.rows);
        for (let i = 0; i < block.rows; i++) {
          seen.push(first + i);
          for (let j = 0; j < block.cols; j++) {
            const error = block.data[i * block.cols + j]! - 2 * wanted.data[(first + i) * n + j]!;
            worst = Math.max(worst, Math.abs(error));
          }
        }
      },
      2,
    );
    expect(worst).toBeLessThan(1e-13);
    expect(seen).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  it("is zero for rows of no numbers, whatever was in its memory", () => {
    useBackend(name);
    eachGramRows(random.gaussianMatrix(3, 3), () => undefined);
    eachGramRows(matrix(3, 0), (_first, block) => expect([...block.data]).toEqual(Array(9).fill(0)));
  });
});
