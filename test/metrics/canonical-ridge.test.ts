import { describe, expect, it } from "vitest";
import { backend } from "../../linalg/index.ts";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { centered } from "../../representation/centered.ts";
import { nuclearNorm } from "../../representation/singular-values.ts";
import { squaredSize } from "../../representation/spectral.ts";
import { compare, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);
const [x, y] = pairOf(1);

describe("canonical-ridge", () => {
  it("is the mean singular value of (Σ_X + κ)^−½ Σ_XY (Σ_Y + κ)^−½, by Cholesky factors", async () => {
    const lambda = 0.4;
    /** L⁻¹·Xᵀ with LLᵀ = XᵀX + κ: any square root of the inverse has the same singular values. */
    const whitened = (side: Representation): ReturnType<typeof centered> => {
      const own = backend().gram(centered(side));
      own.data.forEach((_, k) => {
        if (k % (side.p + 1) === 0) own.data[k]! += (lambda * squaredSize(side)) / side.p;
      });
      const xt = { rows: side.p, cols: side.n, data: new Float64Array(side.n * side.p) };
      for (let i = 0; i < side.n; i++)
        for (let j = 0; j < side.p; j++) xt.data[j * side.n + i] = centered(side).data[i * side.p + j]!;
      return backend().solveTriangular(backend().cholesky(own), xt, { lower: true });
    };
    const nuclear = nuclearNorm(backend().multiply(whitened(x), whitened(y), { transposeB: true }));
    expect(await value(`canonical-ridge-lambda-${lambda}-denominator-rank`, x, y)).toBeCloseTo(
      nuclear / 5,
      12,
    );
    const size = (side: Representation): number => Math.hypot(...whitened(side).data);
    expect(await value(`canonical-ridge-lambda-${lambda}`, x, y)).toBeCloseTo(
      nuclear / size(x) / size(y),
      12,
    );
  });

  it("goes from CCA to Procrustes as λ grows", async () => {
    expect(await value("canonical-ridge-lambda-1e-9", x, y)).toBeCloseTo(
      await value("shape-cosine-alpha-0", x, y),
      7,
    );
    expect(await value("canonical-ridge-lambda-1e-9-denominator-rank", x, y)).toBeCloseTo(
      await value("cca-mean-denominator-rank", x, y),
      7,
    );
    expect(await value("canonical-ridge-lambda-1e9", x, y)).toBeCloseTo(await value("nbs", x, y), 7);
  });

  it("is 1 with itself as a cosine, and less as a mean", async () => {
    expect(await value("canonical-ridge", x, x)).toBeCloseTo(1, 12);
    expect(await value("canonical-ridge-denominator-rank", x, x)).toBeLessThan(0.9);
  });

  it("knows no unit by the trace, and does by an absolute λ", async () => {
    expect(await value("canonical-ridge", times(x, 1e150), times(y, 1e-150))).toBeCloseTo(
      await value("canonical-ridge", x, y),
      12,
    );
    const absolute = "canonical-ridge-lambda-30-unit-absolute";
    expect(
      Math.abs((await value(absolute, times(x, 10), y)) - (await value(absolute, x, y))),
    ).toBeGreaterThan(1e-3);
  });

  it.each(["canonical-ridge", "canonical-ridge-lambda-30-unit-absolute", "canonical-ridge-denominator-rank"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const metric = await metricById(id);
      expectInvariances(metric);
    },
  );
});
