import { describe, expect, it } from "vitest";
import { fromRows, matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { attend, normaliseRows } from "../../../generators/networks/attend.ts";

describe("normaliseRows", () => {
  it("standardises each row", () => {
    const { data } = normaliseRows(
      fromRows([
        [1, 3],
        [500, 500],
      ]),
    );
    expect(data[0]).toBeCloseTo(-1, 5);
    expect(data[1]).toBeCloseTo(1, 5);
    expect(Array.from(data.subarray(2))).toEqual([0, 0]);
  });
});

describe("attend", () => {
  it("is softmax(QKᵀ/√d)·V within each image and head", () => {
    const [tokens, heads, size] = [3, 2, 2];
    const qkv = randomFrom("test", "attend").gaussianMatrix(2 * tokens, 3 * heads * size);
    const got = attend(qkv, tokens, heads);
    for (let image = 0; image < 2; image++)
      for (let head = 0; head < heads; head++)
        for (let i = 0; i < tokens; i++) {
          const entry = (token: number, which: number, c: number): number =>
            qkv.data[(image * tokens + token) * 12 + which * 4 + head * size + c]!;
          const scores = [0, 1, 2].map((j) =>
            Math.exp((entry(i, 0, 0) * entry(j, 1, 0) + entry(i, 0, 1) * entry(j, 1, 1)) / Math.SQRT2),
          );
          const total = scores.reduce((a, b) => a + b);
          for (let c = 0; c < size; c++) {
            const expected = scores.reduce((sum, score, j) => sum + (score / total) * entry(j, 2, c), 0);
            expect(got.data[(image * tokens + i) * 4 + head * size + c]).toBeCloseTo(expected, 12);
          }
        }
  });

  it("stays finite for large scores", () => {
    const large = matrix(
      3,
      12,
      randomFrom("test", "attend")
        .gaussianMatrix(3, 12)
        .data.map((value) => 1e3 * value),
    );
    expect(attend(large, 3, 2).data.every(Number.isFinite)).toBe(true);
  });
});
