import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

// Distances 3, 4, 5 and 3, 3, 0 between rows (1,0), (2,0), (2,1).
const [x, y] = [
  fromArray([
    [0, 0],
    [3, 0],
    [0, 4],
  ]),
  fromArray([[1], [4], [4]]),
];

const value = async (id: string): Promise<number> => compare(await metricById(id), x, y);

describe("rsm-norm-difference", () => {
  it("is over the full matrix, each pair twice", async () => {
    expect(await value("rsm-norm-difference")).toBeCloseTo(Math.sqrt(2 * (0 + 1 + 25)), 13);
  });

  it("by the spectral norm is the largest |λ|", async () => {
    // Differences 0, 1, 5: λ of [[0,0,1],[0,0,5],[1,5,0]] are 0 and ±√26.
    expect(await value("rsm-norm-difference-norm-spectral")).toBeCloseTo(Math.sqrt(26), 13);
  });

  it("of Gram matrices counts the diagonal once", async () => {
    // XXᵀ = diag(0, 9, 16), YYᵀ = 1 4 4; 4 16 16; 4 16 16.
    const squares = 1 + 49 + 0 + 2 * (16 + 16 + 256);
    expect(await value("rsm-norm-difference-similarity-gram")).toBeCloseTo(Math.sqrt(squares), 12);
  });

  it("of cosines does not see the length of a row", async () => {
    const metric = await metricById("rsm-norm-difference-similarity-cosine");
    // Cosines 0.6, 0, 0.8 and 1, 1, 1.
    const a = fromArray([
      [3, 4],
      [1, 0],
      [0, 7],
    ]);
    expect(compare(metric, a, fromArray([[1], [2], [3]]))).toBeCloseTo(
      Math.sqrt(2 * (0.4 ** 2 + 0.2 ** 2 + 1)),
      13,
    );
    expect(() => compare(metric, a, fromArray([[1], [0], [3]]))).toThrow(/^Y has a zero row/);
  });

  it("is not what a package publishes as the Frobenius norm, nor the norm of the triangle", async () => {
    const pair = (await goldenPairs()).get("gauss")!;
    const [full, spectral, triangle] = await Promise.all(
      ["rsm-norm-difference", "rsm-norm-difference-norm-spectral", "rsa-distance-euclidean"].map(async (id) =>
        compare(await metricById(id), pair.x, pair.y),
      ),
    );
    expect(full! - spectral!).toBeGreaterThan(13);
    expect(full! / triangle!).toBeCloseTo(Math.SQRT2, 12);
  });

  it("grows with the scale until it leaves float64", async () => {
    const [metric, gram] = [
      await metricById("rsm-norm-difference"),
      await metricById("rsm-norm-difference-similarity-gram"),
    ];
    expect(compare(metric, times(x, 1e150), times(y, 1e150)) / 1e150).toBeCloseTo(Math.sqrt(52), 11);
    expect(() => compare(gram, times(x, 1e160), y)).toThrow(/overflow/);
    expect(compare(metric, x, x)).toBe(0);
  });
});

describe("invariances", () => {
  it.each([
    "rsm-norm-difference",
    "rsm-norm-difference-norm-spectral",
    "rsm-norm-difference-similarity-cosine",
    "rsm-norm-difference-similarity-gram",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expect(measuredInvariances(metric, (seed) => pairOf(seed, { n: 20, p1: 4, p2: 6 }))).toEqual(
      metric.invariances,
    );
  });
});
