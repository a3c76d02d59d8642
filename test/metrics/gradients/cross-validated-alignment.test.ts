import { describe, expect, it } from "vitest";
import { beside, inner, scaleRows } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { throughWeights } from "../../../metrics/gradients/cross-validated-alignment.ts";
import { factorsOf } from "../../../metrics/gradients/subspace.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { gaussian, pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf } from "../../support/gradient-cases.ts";

describe("throughWeights", () => {
  it.each([
    ["whitening", (s: number) => 1 / s, (s: number) => -1 / s ** 2],
    ["a projection", () => 1, () => 0],
    ["a mix", (s: number) => 0.5 + 0.5 / s, (s: number) => -0.5 / s ** 2],
  ] as const)(
    "is the adjoint of V·diag(w)·Vᵀ for %s, with more and with fewer rows than columns",
    (_n, w, slope) => {
      for (const [rows, cols] of [
        [9, 4],
        [4, 7],
      ] as const) {
        const a = gaussian(rows, cols, "rows");
        const half = gaussian(cols, cols, "weights");
        const score = (of: typeof a): number => {
          const { s, vt } = factorsOf(of);
          return inner(half.data, backend().multiply(vt, scaleRows(s.map(w), vt), { transposeA: true }).data);
        };
        const factors = factorsOf(a);
        const symmetric = half.data.map(
          (v, k) => (v + half.data[(k % cols) * cols + Math.floor(k / cols)]!) / 2,
        );
        const by = backend().multiply(factors.vt, { ...half, data: symmetric });
        const gradient = throughWeights(factors, factors.s.map(w), slope, by);
        expect(
          gradientError((z) => score(z.values), gradient, representation(a), { atLeast: 0.1 }),
        ).toBeLessThan(1e-7);
      }
    },
  );
});

describe.each([
  "shape-cv-alpha-0",
  "shape-cv-alpha-1",
  "shape-cv-alpha-0.5-folds-contiguous",
  "shape-cv-alpha-0.3-recipe-linear-rows",
  "shape-cv-alpha-0.5-recipe-power",
  "svcca-cv",
  "svcca-cv-threshold-0.8",
  "svcca-cv-components-2-folds-contiguous",
])("the gradient of %s", (id) => {
  it("is what central differences give, with fewer rows than units too, and near the optimum", async () => {
    await expectMetricGradient(id);
  });
});

describe("the gradient of cross-validated alignment", () => {
  it("has the unit of 1/Y at any scale", async () => {
    for (const id of ["shape-cv-alpha-0", "shape-cv-alpha-1", "svcca-cv"])
      expectScaleFree(await gradientOf(id), 1e-10);
  });

  it("does not exist where a whitened Y has lost rank, and does where nothing is whitened", async () => {
    const [x, y] = pairOf(3);
    const doubled = representation(beside(y.values, y.values));
    const [whitened, plain] = [await gradientOf("shape-cv-alpha-0"), await gradientOf("shape-cv-alpha-1")];
    expect(() => whitened(x, doubled)).toThrow(/lost rank/);
    expect(plain(x, doubled).data.every(Number.isFinite)).toBe(true);
  });
});
