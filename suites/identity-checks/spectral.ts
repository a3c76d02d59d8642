import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { inner, squaredNorm, sum } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { representation } from "../../representation/create.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { spectrum } from "../../representation/spectral.ts";
import sharedLatent from "../../generators/shared-latent.ts";
import { pair, type Identity, type Instance } from "./check.ts";

/** Pairs of both width orders and of low rank, on which every relation between spectra is checked. */
function pairs(random: Random): { x: Matrix; y: Matrix }[] {
  const sizes = [
    { n: 60, p1: 8, p2: 14, latents: 5, noise: 0.7 },
    { n: 60, p1: 14, p2: 8, latents: 5, noise: 0.7 },
    { n: 60, p1: 12, p2: 16, latents: 6, noise: 0 },
  ];
  return sizes.map((params, k) => {
    const { representations } = sharedLatent.generate(params, random.child(k));
    return { x: representations[0]!.values, y: representations[1]!.values };
  });
}

/** Xc in its own units. */
function centeredValues(values: Matrix): Matrix {
  const { matrix, scale } = centeredScaled(representation(values));
  return { ...matrix, data: matrix.data.map((value) => value * scale) };
}

/** The Gram matrix XcXcᵀ, written out. */
const gramOf = (values: Matrix): Matrix => backend().multiply(values, values, { transposeB: true });

const cosine = (a: Matrix, b: Matrix): number =>
  inner(a.data, b.data) / Math.sqrt(squaredNorm(a) * squaredNorm(b));

const identity = (
  rest: Omit<Identity, "make"> & { instance: (x: Matrix, y: Matrix) => Instance["expected"] },
): Identity => ({
  ...rest,
  make: (random) =>
    pairs(random).map(({ x, y }) => ({
      pairs: [[representation(x, "X"), representation(y, "Y")]],
      expected: rest.instance(x, y),
    })),
});

/** The participation ratio R = (Σλ)²/Σλ² of a spectrum of singular values. */
function participation(sigma: Float64Array): number {
  const lambda = sigma.map((value) => value ** 2);
  return sum(lambda) ** 2 / inner(lambda, lambda);
}

/** Relations that hold for every pair, each written out in another way than the metric computes it. */
export const spectralIdentities: readonly Identity[] = [
  identity({
    id: "cka-from-eigenvectors",
    title: "CKA = Σᵢⱼ λᵢλⱼ⟨uᵢ,vⱼ⟩² / (√Σλ_X² √Σλ_Y²)",
    source: "Kornblith et al. 2019, equation 13",
    scores: ["cka"],
    instance: (x, y) => {
      const [sx, sy] = [spectrum(representation(x)), spectrum(representation(y))];
      const m = backend().multiply(sx.u, sy.u, { transposeA: true });
      let total = 0;
      for (let i = 0; i < sx.rank; i++) {
        for (let j = 0; j < sy.rank; j++) {
          total += sx.sigma[i]! ** 2 * sy.sigma[j]! ** 2 * m.data[i * sy.rank + j]! ** 2;
        }
      }
      const norm = (sigma: Float64Array): number => Math.hypot(...sigma.map((value) => value ** 2));
      return { cka: total / (norm(sx.sigma) * norm(sy.sigma)) };
    },
  }),
  identity({
    id: "cca-as-cka-of-bases",
    title: "R²_CCA = CKA(QₓQₓᵀ, Q_yQ_yᵀ)·√(max r/min r) = Σᵢⱼ⟨uᵢ,vⱼ⟩²/min(r)",
    source: "Kornblith et al. 2019, appendix C",
    scores: ["cca-r2-rank"],
    instance: (x, y) => {
      const [sx, sy] = [spectrum(representation(x)), spectrum(representation(y))];
      const [low, high] = [Math.min(sx.rank, sy.rank), Math.max(sx.rank, sy.rank)];
      return { "cca-r2-rank": cosine(gramOf(sx.u), gramOf(sy.u)) * Math.sqrt(high / low) };
    },
  }),
  identity({
    id: "regression-as-cka",
    title: "R²_LR = CKA(XXᵀ, Q_yQ_yᵀ)·√rank(Y)·‖XᵀX‖/‖X‖²",
    source: "Kornblith et al. 2019, appendix C, with √rank(Y) where √p₁ is printed",
    scores: ["regression-x"],
    instance: (x, y) => {
      const xc = centeredValues(x);
      const { u, rank } = spectrum(representation(y));
      const k = gramOf(xc);
      const factor = (Math.sqrt(rank) * Math.sqrt(squaredNorm(k))) / squaredNorm(xc);
      return { "regression-x": cosine(k, gramOf(u)) * factor };
    },
  }),
  identity({
    id: "regression-from-canonical-variables",
    title: "Σᵢ ρᵢ² Σⱼ⟨hᵢ,xⱼ⟩² / ‖Xc‖² = R²_LR",
    source: "docs/measures.md; with |⟨hᵢ,xⱼ⟩| and ρᵢ instead it is PWCCA, which differs",
    scores: ["regression-x"],
    instance: (x, y) => {
      const [sx, sy] = [spectrum(representation(x)), spectrum(representation(y))];
      const { u, s } = backend().svd(backend().multiply(sx.u, sy.u, { transposeA: true }));
      const xc = centered(representation(x));
      const projected = backend().multiply(backend().multiply(sx.u, u), xc, { transposeA: true });
      let total = 0;
      for (let i = 0; i < s.length; i++) {
        const row = projected.data.subarray(i * xc.cols, (i + 1) * xc.cols);
        total += s[i]! ** 2 * inner(row, row);
      }
      return { "regression-x": total / squaredNorm(xc) };
    },
  }),
  identity({
    id: "hsic-as-mmd",
    title: "HSIC·(n−1)²/n² = squared MMD between the joint distribution and the product of the marginals",
    source: "Gretton et al. 2005",
    scores: ["hsic"],
    instance: (x, y) => {
      // The three terms of the MMD on kernels that are not centred; the offsets are removed only to save digits.
      const [k, l] = [gramOf(centeredValues(x)), gramOf(centeredValues(y))];
      const n = x.rows;
      const rows = (a: Matrix): Float64Array =>
        Float64Array.from({ length: n }, (_, i) => sum(a.data.subarray(i * n, (i + 1) * n)));
      const joint = inner(k.data, l.data) / n ** 2;
      const mixed = inner(rows(k), rows(l)) / n ** 3;
      const product = (sum(k.data) * sum(l.data)) / n ** 4;
      return { hsic: ((joint - 2 * mixed + product) * n ** 2) / (n - 1) ** 2 };
    },
  }),
  identity({
    id: "cka-as-rdm-cosine",
    title: "CKA = cosine of the double-centred squared Euclidean RDMs = RV coefficient",
    source: "Williams 2024 (arxiv:2411.14633); Robert and Escoufier 1976",
    scores: ["cka"],
    instance: (x, y) => {
      const rdm = (values: Matrix): Matrix => {
        const n = values.rows;
        const result = { rows: n, cols: n, data: new Float64Array(n * n) };
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let total = 0;
            for (let k = 0; k < values.cols; k++) {
              total += (values.data[i * values.cols + k]! - values.data[j * values.cols + k]!) ** 2;
            }
            result.data[i * n + j] = total;
          }
        }
        return result;
      };
      return { cka: cosine(doubleCenter(rdm(x)), doubleCenter(rdm(y))) };
    },
  }),
  {
    id: "nbs-of-bases",
    title: "NBS(Qₓ, Q_y) = Σρ/√(rₓr_y)",
    source: "Harvey et al. 2023 (arxiv:2311.11436)",
    scores: ["nbs"],
    make: (random) =>
      pairs(random).map(({ x, y }) => {
        const [sx, sy] = [spectrum(representation(x)), spectrum(representation(y))];
        // Σρ as the nuclear norm of the product of the two projectors.
        const total = sum(backend().singularValues(backend().multiply(gramOf(sx.u), gramOf(sy.u))));
        return pair(sx.u, sy.u, { nbs: total / Math.sqrt(sx.rank * sy.rank) });
      }),
  },
  identity({
    id: "nbs-bounds",
    title: "CKA/√(RₓR_y) ≤ NBS² ≤ min(r)·CKA/√(RₓR_y), R = (Σλ)²/Σλ²",
    source: "docs/measures.md; Harvey et al. 2024 with ranks",
    scores: ["nbs"],
    instance: (x, y) => {
      const [sx, sy] = [spectrum(representation(x)), spectrum(representation(y))];
      const cka = cosine(gramOf(centeredValues(x)), gramOf(centeredValues(y)));
      const base = cka / Math.sqrt(participation(sx.sigma) * participation(sy.sigma));
      return { nbs: [Math.sqrt(base), Math.sqrt(Math.min(sx.rank, sy.rank) * base)] };
    },
  }),
];
