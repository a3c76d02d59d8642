import { closure } from "../core/invariance.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered, scaleOf } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { rankOf } from "../representation/spectral.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { inverseRoot, regularised, whitened } from "./families/log-eigenvalues.ts";
import { riemannianCovarianceGradient, riemannianGramGradient } from "./gradients/riemannian.ts";
import type { Definition } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

/** √Σ(2·ln sᵢ + shift)² for the singular values s whose squares are eigenvalues of A⁻¹B. */
const logDistance = (s: Float64Array, shift: number): number =>
  Math.sqrt(s.reduce((total, value) => total + (2 * Math.log(value) + shift) ** 2, 0));

const shared = {
  version: 1,
  cite: "doi:10.1007/s11263-005-3222-z (Pennec et al. 2006); doi:10.1016/j.neuroimage.2021.118271 (Shahbazi et al. 2021)",
  direction: "distance",
  range: [0, Infinity],
  axioms: "metric",
} as const satisfies Partial<Definition>;

/** The affine-invariant Riemannian distance between the two Gram matrices. */
const gram = defineMetric({
  ...shared,
  name: "riemannian-gram",
  title: ({ epsilon }) => `Riemannian distance of Gram matrices, ε = ${epsilon}`,
  formula: ({ epsilon, unit }) =>
    `√Σ ln²λᵢ(A⁻¹B), A = K_X + ${epsilon}·I, B = K_Y + ${epsilon}·I, K = XcXcᵀ${unit === "trace" ? "·n/‖Xc‖²" : ""}`,
  invariances: ({ unit }) => both(unit === "trace" ? SIDE.orthogonal : SIDE.rigid),
  cost: "n³ + n²·p",
  heavy: true,
  params: {
    epsilon: number("epsilon", 1e-3, "what is added to the diagonal, above 0"),
    unit: word("unit", ["trace", "absolute"], "trace", "whether K is first given the trace n"),
  },
  aliases: ["AIRM", "affine-invariant Riemannian metric", "Riemannian SPD distance"],
  caveats: [
    "A Gram matrix of n stimuli is singular: without ε the distance is infinite, and with it ε sets the scale.",
    "Dominated by the directions in which one side has hardly any variance.",
    "From generalised eigenvalues it loses most digits; here it comes from singular values.",
  ],
  compare: (x, y, { epsilon, unit }) => {
    requireVariance(x, y);
    const [a, b] = [regularised(x, epsilon, unit), regularised(y, epsilon, unit)];
    const s = backend().singularValues(whitened(inverseRoot(x, a.epsilon), y, b.epsilon));
    return logDistance(s, b.logFactor - a.logFactor);
  },
  gradient: (x, y, { epsilon, unit }) => riemannianGramGradient(x, y, epsilon, unit),
});

/** @throws Undefined where a covariance has no inverse, or the two are of different sizes. */
function requireInvertible(x: Representation, y: Representation): void {
  requireVariance(x, y);
  if (x.p !== y.p) throw new Undefined(`needs the same units on both sides: X has ${x.p}, Y has ${y.p}`);
  for (const [name, side] of [
    ["X", x],
    ["Y", y],
  ] as const) {
    if (rankOf(side) < side.p) throw new Undefined(`the covariance of ${name} is singular`);
  }
}

/** The affine-invariant Riemannian distance between the two covariance matrices of the same units. */
const covariance = defineMetric({
  ...shared,
  name: "riemannian-covariance",
  title: "Riemannian distance of covariance matrices",
  formula: "√Σ ln²λᵢ(Σ_X⁻¹Σ_Y), Σ = XcᵀXc/(n−1), p1 = p2",
  // One and the same linear map of both sides changes nothing; of one side it does.
  invariances: both(closure(["translation", "row-permutation"])),
  cost: "n·p² + p³",
  listed: [],
  aliases: ["AIRM of covariances", "Förstner distance"],
  caveats: [
    "Needs the same units on both sides: it is undefined for p1 ≠ p2 and for singular covariances.",
    "Ignores which stimulus is which.",
  ],
  usesCorrespondence: false,
  compare: (x, y) => {
    requireInvertible(x, y);
    // Σ_X⁻¹Σ_Y has the eigenvalues of (R_Y R_X⁻¹)ᵀ(R_Y R_X⁻¹): nothing is squared.
    const [rx, ry] = [backend().qrR(centered(x)), backend().qrR(centered(y))];
    const ratio = backend().solveTriangular(rx, transpose(ry), { lower: false, transpose: true });
    const shift = 2 * (Math.log(scaleOf(y)) - Math.log(scaleOf(x)));
    return logDistance(backend().singularValues(ratio), shift);
  },
  gradient: (x, y) => {
    requireInvertible(x, y);
    return riemannianCovarianceGradient(x, y);
  },
});

export default defineFamily({
  id: "riemannian",
  title: "Affine-invariant Riemannian distances",
  metrics: [gram, covariance],
});
