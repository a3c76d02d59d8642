import { pairByPair } from "./families/all-pairs.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { GRAM, UNCENTRED } from "./families/rdm-invariances.ts";
import {
  relationDifference,
  relationDifferencePairs,
  RELATIONS,
  type Relation,
} from "./families/similarity-matrices.ts";
import { relationDifferenceGradient } from "./gradients/similarity-matrices.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

const FORMULAS: Readonly<Record<Relation, string>> = {
  euclidean: "sᵢⱼ = ‖xᵢ − xⱼ‖",
  cosine: "sᵢⱼ = ⟨xᵢ, xⱼ⟩/(‖xᵢ‖‖xⱼ‖)",
  gram: "sᵢⱼ = ⟨xᵢ, xⱼ⟩",
};

const SIDES = { euclidean: SIDE.rigid, cosine: UNCENTRED, gram: GRAM };

/** The norm of the difference of two full matrices of pairwise relations. */
const rsmNormDifference = defineMetric({
  name: "rsm-norm-difference",
  version: 1,
  title: ({ similarity, norm }) => `RSM norm difference, ${similarity}, ${norm} norm`,
  formula: ({ similarity, norm }) => `‖S − S′‖${norm === "spectral" ? "₂" : ""}, ${FORMULAS[similarity]}`,
  cite: ({ similarity }) =>
    similarity === "gram"
      ? "arxiv:1812.04224 (Yin and Shen 2018)"
      : "arxiv:2305.06329 (Klabunde et al. 2025)",
  direction: "distance",
  range: [0, Infinity],
  axioms: "metric",
  invariances: ({ similarity }) => both(SIDES[similarity]),
  cost: "n²·p",
  params: {
    similarity: word("similarity", RELATIONS, "euclidean", "the relation of two stimuli"),
    norm: word("norm", ["frobenius", "spectral"], "frobenius", "the norm of the difference"),
  },
  aliases: ({ similarity }) => [
    "rsm_norm_difference",
    "RSMNormDifference",
    ...(similarity === "gram" ? ["PIP loss"] : []),
  ],
  caveats: [
    "Over the full matrix: √2 times the norm over the upper triangle, which others publish.",
    "A package that means the Frobenius norm publishes the spectral norm.",
    "Grows with the number of stimuli and with the scale of the data.",
  ],
  compare: (x, y, { similarity, norm }) => relationDifference(x, y, similarity, norm),
  allPairs: (xs, ys, { similarity, norm }) =>
    norm === "frobenius"
      ? relationDifferencePairs(xs, ys, similarity)
      : pairByPair(xs, ys, (x, y) => relationDifference(x, y, similarity, norm)),
  gradient: (x, y, { similarity, norm }) => relationDifferenceGradient(x, y, similarity, norm),
});

export default defineFamily({
  id: "rsm-norm-difference",
  title: "Norm of the difference of similarity matrices",
  metrics: [rsmNormDifference],
});
