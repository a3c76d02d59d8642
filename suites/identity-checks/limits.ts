import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { beside, combine, selectRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { representation } from "../../representation/create.ts";
import { centered } from "../../representation/centered.ts";
import { spectrum } from "../../representation/spectral.ts";
import { centeredBasis } from "../../generators/components.ts";
import { pair, type Identity, type Instance } from "./check.ts";

/** All orders of 0 … n − 1 (Heap 1963). */
export function allPermutations(n: number): number[][] {
  const found: number[][] = [];
  const order = Array.from({ length: n }, (_, i) => i);
  const swap = (i: number, j: number): void => {
    [order[i], order[j]] = [order[j]!, order[i]!];
  };
  const visit = (k: number): void => {
    if (k === 1) {
      found.push([...order]);
      return;
    }
    for (let i = 0; i < k - 1; i++) {
      visit(k - 1);
      swap(k % 2 === 0 ? i : 0, k - 1);
    }
    visit(k - 1);
  };
  visit(n);
  return found;
}

function participation(values: Matrix): number {
  const sigma = spectrum(representation(values)).sigma;
  let [first, second] = [0, 0];
  for (const value of sigma) [first, second] = [first + value ** 2, second + value ** 4];
  return first ** 2 / second;
}

/** The mean over all n! orders of Y's rows, which needs no assumption about the data. */
function permutationMean(random: Random, n: number, p1: number, p2: number): Instance {
  const [x, y] = [random.child("x").gaussianMatrix(n, p1), random.child("y").gaussianMatrix(n, p2)];
  const fixed = representation(x, "X");
  return {
    pairs: allPermutations(n).map((order) => [fixed, representation(selectRows(y, order), "Y")] as const),
    expected: {
      cka: Math.sqrt(participation(x) * participation(y)) / (n - 1),
      "cka-debiased": 0,
      "regression-x": Math.min(1, p2 / (n - 1)),
      "cca-r2-rank": Math.max(p1, p2) / (n - 1),
    },
  };
}

/** Two of the rows of X moved far away together: what is left is how X separates them from the others. */
function translatedSubset(random: Random): Instance {
  const [n, p, share] = [40, 6, 0.3];
  const x = random.child("x").gaussianMatrix(n, p);
  const moved = Math.round(n * share);
  const direction = random.child("direction").gaussianMatrix(1, p).data;
  const far = 1e13;
  const y = matrix(n, p, x.data.slice());
  for (let i = 0; i < moved; i++) for (let j = 0; j < p; j++) y.data[i * p + j]! += far * direction[j]!;
  const rho = moved / n;
  let gap = 0;
  for (let j = 0; j < p; j++) {
    let [inside, outside] = [0, 0];
    for (let i = 0; i < n; i++) {
      if (i < moved) inside += x.data[i * p + j]! / moved;
      else outside += x.data[i * p + j]! / (n - moved);
    }
    gap += (inside - outside) ** 2;
  }
  const k = backend().gram(centered(representation(x)), false);
  const scaleFree = Math.sqrt(squaredNorm(k)) / squaredNorm(centered(representation(x)));
  const size = centeredSize(x);
  return pair(x, y, { cka: (n * rho * (1 - rho) * gap) / (scaleFree * size) });
}

/** ‖Xc‖² in the units of X. */
function centeredSize(x: Matrix): number {
  let total = 0;
  for (let j = 0; j < x.cols; j++) {
    let mean = 0;
    for (let i = 0; i < x.rows; i++) mean += x.data[i * x.cols + j]! / x.rows;
    for (let i = 0; i < x.rows; i++) total += (x.data[i * x.cols + j]! - mean) ** 2;
  }
  return total;
}

/** Relations at the edges: far translations, few stimuli, orthogonal halves, exact nulls. */
export const limitIdentities: readonly Identity[] = [
  {
    id: "translated-subset",
    title: "A subset S translated to infinity: CKA → nρ(1−ρ)‖μ_S−μ_S̄‖²/‖K‖",
    source: "Davari et al. 2022 (arxiv:2210.16156)",
    scores: ["cka"],
    make: (random) => [translatedSubset(random.child(0)), translatedSubset(random.child(1))],
  },
  {
    id: "permutation-null",
    title: "Mean over all row orders: CKA √(RₓR_y)/(n−1); R² rank/(n−1); R²_CCA max(r)/(n−1); debiased CKA 0",
    source: "docs/measures.md; Kazi-Aoual et al. 1995 for the RV coefficient",
    scores: ["cka", "cka-debiased", "regression-x", "cca-r2-rank"],
    make: (random) => [permutationMean(random.child(0), 6, 2, 3), permutationMean(random.child(1), 6, 3, 1)],
  },
  {
    id: "saturation",
    title: "max(p) ≥ n−1: every canonical correlation is 1, mean CCA is min(p₁,p₂,n−1)/min(p₁,p₂)",
    source: "Kornblith et al. 2019, theorem 1",
    scores: ["cca-mean", "cca-r2", "cca-mean-rank", "cca-r2-rank", "pwcca", "regression-x"],
    make: (random) =>
      [
        [12, 5, 11],
        [12, 14, 20],
        [12, 5, 30],
      ].map(([n = 0, p1 = 0, p2 = 0], k) => {
        const expected = Math.min(p1, p2, n - 1) / Math.min(p1, p2);
        const [x, y] = [
          random.child(k, "x").gaussianMatrix(n, p1),
          random.child(k, "y").gaussianMatrix(n, p2),
        ];
        return pair(x, y, {
          "cca-mean": expected,
          "cca-r2": expected,
          "cca-mean-rank": 1,
          "cca-r2-rank": 1,
          pwcca: 1,
          "regression-x": 1,
        });
      }),
  },
  {
    id: "triangle-witnesses",
    title: "u ⟂ w of equal norm: s(u,w) = 0 and s(u,[u w]) = 1/√2 for CKA and NBS",
    source: "docs/measures.md: 1−CKA, 1−NBS and squared Procrustes violate the triangle inequality here",
    scores: ["cka", "nbs"],
    make: (random: Random): Instance[] => {
      const basis = centeredBasis(20, 2, random);
      const column = (j: number): Matrix =>
        matrix(
          20,
          1,
          Float64Array.from({ length: 20 }, (_, i) => basis.data[2 * i + j]!),
        );
      const [u, w] = [column(0), column(1)];
      const half = { cka: Math.SQRT1_2, nbs: Math.SQRT1_2 };
      return [pair(u, w, { cka: 0, nbs: 0 }), pair(u, beside(u, w), half), pair(beside(u, w), w, half)];
    },
  },
  {
    id: "self",
    title: "Every score of a representation with itself is 1",
    source: "definition",
    scores: ["cka", "cka-debiased", "nbs", "cca-mean", "cca-r2", "pwcca", "regression-x", "regression-y"],
    make: (random: Random): Instance[] => {
      const x = random.gaussianMatrix(40, 7);
      const one = { cka: 1, "cka-debiased": 1, nbs: 1, "cca-mean": 1, "cca-r2": 1, pwcca: 1 };
      return [pair(x, x, { ...one, "regression-x": 1, "regression-y": 1 })];
    },
  },
  {
    id: "correlation-of-one-unit",
    title: "Two single units with correlation r: CKA, R² and R²_CCA r²; NBS, CCA and PWCCA |r|",
    source: "definition",
    scores: ["cka", "nbs", "cca-mean", "cca-r2", "pwcca", "regression-x"],
    make: (random) =>
      [0.1, 0.6, -0.8].map((r, k) => {
        const basis = centeredBasis(30, 2, random.child(k));
        const column = (j: number): Matrix =>
          matrix(
            30,
            1,
            Float64Array.from({ length: 30 }, (_, i) => basis.data[2 * i + j]!),
          );
        const y = combine(r, column(0), Math.sqrt(1 - r * r), column(1));
        const [square, size] = [r * r, Math.abs(r)];
        return pair(column(0), y, {
          cka: square,
          "cca-r2": square,
          "regression-x": square,
          nbs: size,
          "cca-mean": size,
          pwcca: size,
        });
      }),
  },
];
