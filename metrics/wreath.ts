import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { inner, scaleColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { standardized } from "../representation/correlation.ts";
import { derived } from "../representation/derived.ts";
import { raw } from "../representation/raw.ts";
import { requireVariance } from "../representation/require.ts";
import { squaredSize } from "../representation/spectral.ts";
import { uCenter } from "../representation/symmetric.ts";
import { stackedCosines } from "./families/all-pairs.ts";
import { maximumAssignment } from "./families/assignment.ts";
import { both, SIDE, withMore, without } from "./families/invariance-classes.ts";
import type { Definition } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** What rectified networks may do to their units without changing their output: order and positive scales. */
const rectified = withMore(
  without(SIDE.units, "sign-flip", "negative-scaling", "translation"),
  "unit-scaling",
);

const shared = {
  version: 1,
  cite: "arxiv:2205.14258 (Godfrey et al. 2022)",
  direction: "similarity",
} as const satisfies Partial<Definition>;

/** Columns of unit length, not centred; a silent unit stays zero. */
const unitColumns = derived("unitColumns", (x: Representation): Matrix => {
  const squares = new Float64Array(x.p);
  const { rows, data } = raw(x);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < x.p; j++, k++) squares[j]! += data[k]! * data[k]!;
  }
  return scaleColumns(
    raw(x),
    squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0)),
  );
});

/** Procrustes where only the order and the positive scale of units may be changed. */
const procrustes = defineMetric({
  ...shared,
  name: "wreath-procrustes",
  title: "Procrustes for the symmetries of rectified units",
  formula: "1 − √((‖X̂‖² + ‖Ŷ‖² − 2·max_P ⟨X̂P, Ŷ⟩)/(4·max(p1, p2))), units of length 1, not centred",
  range: [0, 1],
  // Silent units change the number of units; see the caveats.
  invariances: both(without(rectified, "zero-padding")),
  cost: "n·p² + p³",
  aliases: ["wreath_procrustes", "G_ReLU-Procrustes"],
  caveats: [
    "For p1 = p2 a decreasing function of the mean cosine of matched units: correlation-match-hard without centring.",
    "A silent unit matches nothing and is counted, so that more of them bring it closer to 1.",
  ],
  compare: (x, y) => {
    const [a, b] = x.p <= y.p ? [unitColumns(x), unitColumns(y)] : [unitColumns(y), unitColumns(x)];
    const cosines = backend().multiply(a, b, { transposeA: true });
    let matched = 0;
    maximumAssignment(cosines).forEach((column, row) => (matched += cosines.data[row * b.cols + column]!));
    const sizes = inner(a.data, a.data) + inner(b.data, b.data);
    if (sizes === 0) throw new Undefined("X and Y are zero");
    return 1 - Math.sqrt(Math.max(0, sizes - 2 * matched) / (4 * b.cols));
  },
  similarity: (value) => value,
});

/** maxⱼ x̂ᵢⱼx̂ₖⱼ over standardised units that vary, U-centred: the diagonal does not count. */
const largestProducts = derived("largestProducts", (x: Representation): Matrix => {
  const { data } = standardized(x);
  const kernel = matrix(x.n, x.n);
  const varying = Array.from({ length: x.p }, (_, j) => j).filter((j) => {
    for (let i = 0; i < x.n; i++) if (data[i * x.p + j] !== 0) return true;
    return false;
  });
  const p = varying.length;
  const units = new Float64Array(x.n * p);
  for (let i = 0, k = 0; i < x.n; i++) for (const j of varying) units[k++] = data[i * x.p + j]!;
  const row = new Float64Array(p);
  for (let i = 0; i < x.n; i++) {
    row.set(units.subarray(i * p, (i + 1) * p));
    for (let k = 0, at = 0; k < i; k++) {
      let largest = -Infinity;
      for (let j = 0; j < p; j++, at++) {
        const product = row[j]! * units[at]!;
        if (product > largest) largest = product;
      }
      kernel.data[i * x.n + k] = largest;
      kernel.data[k * x.n + i] = largest;
    }
  }
  return uCenter(kernel);
});

/** CKA with a kernel that only the order and the positive scale of units leave alone. */
const cka = defineMetric({
  ...shared,
  name: "wreath-cka",
  title: "CKA for the symmetries of rectified units",
  formula:
    "HSIC₁(K, L)/√(HSIC₁(K, K)·HSIC₁(L, L)), Kᵢₖ = maxⱼ x̂ᵢⱼx̂ₖⱼ, units centred and of length 1, HSIC₁ unbiased",
  range: [-1, 1],
  // Copies of a unit and signs of whole units change no maximum of products.
  invariances: both(withMore(rectified, "translation", "sign-flip", "unit-duplication")),
  minimumRows: 4,
  cost: "n²·p",
  aliases: ["wreath_cka", "G_ReLU-CKA"],
  caveats: [
    "One unit decides for each pair of stimuli: noisy, and not a positive definite kernel.",
    "Silent units take no part; in published code they are a product of zero.",
  ],
  compare: (x, y) => {
    requireVariance(x, y);
    const [k, l] = [largestProducts(x).data, largestProducts(y).data];
    const selves = [inner(k, k), inner(l, l)] as const;
    if (selves[0] === 0 || selves[1] === 0) throw new Undefined("HSIC₁ of a side with itself is zero");
    return Math.max(-1, Math.min(1, inner(k, l) / Math.sqrt(selves[0]) / Math.sqrt(selves[1])));
  },
  allPairs: (xs, ys) =>
    stackedCosines(xs, ys, (x) => {
      if (squaredSize(x) === 0) return undefined;
      const { data } = largestProducts(x);
      return inner(data, data) === 0 ? undefined : data;
    }),
  similarity: (value) => value,
});

export default defineFamily({
  id: "wreath",
  title: "Symmetries of rectified units",
  metrics: [procrustes, cka],
});
