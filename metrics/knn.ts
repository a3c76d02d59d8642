import { pairByPair } from "./families/all-pairs.ts";
import { both } from "./families/invariance-classes.ts";
import type { NeighbourParams } from "./families/neighbour-metadata.ts";
import {
  NEIGHBOUR_CAVEATS,
  neighbourParams,
  neighbourRows,
  neighbourSide,
  neighbourTitle,
} from "./families/neighbour-metadata.ts";
import type { CountScore, RowScore } from "./families/neighbour-overlap.ts";
import {
  byCount,
  commonOrder,
  countPairs,
  cycleScore,
  editSimilarity,
  jaccard,
  mutual,
  overlapPairs,
  overlapScore,
  rankAgreement,
} from "./families/neighbour-overlap.ts";
import type { MetricTemplate } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

const PLATONIC = "arxiv:2405.07987 (Huh et al. 2024)";

/** What one measure of two neighbour lists says of itself. */
interface Overlap {
  readonly name: string;
  readonly title: string;
  readonly formula: string;
  readonly cite: string;
  readonly aliases: readonly string[];
  readonly caveats: readonly string[];
  readonly score: { readonly ofCount: CountScore } | { readonly ofLists: RowScore };
}

/** The mean over stimuli of a score of their two lists of neighbours. */
const overlapMetric = ({ name, title, formula, cite, aliases, caveats, score }: Overlap): MetricTemplate =>
  defineMetric({
    name,
    version: 1,
    title: (params) => `${title}, ${neighbourTitle(params)}`,
    formula,
    cite,
    direction: "similarity",
    range: [0, 1],
    invariances: ({ metric }) => both(neighbourSide(metric)),
    minimumRows: neighbourRows,
    cost: "n²·p",
    params: neighbourParams,
    aliases,
    caveats: [...caveats, ...NEIGHBOUR_CAVEATS],
    compare: (x, y, { k, metric }) =>
      overlapScore(
        x,
        y,
        { k, nearness: metric },
        "ofCount" in score ? byCount(score.ofCount) : score.ofLists,
      ),
    allPairs: (xs, ys, { k, metric }) =>
      "ofCount" in score
        ? countPairs(xs, ys, { k, nearness: metric }, score.ofCount)
        : overlapPairs(xs, ys, { k, nearness: metric }, score.ofLists),
    similarity: (value) => value,
  });

const LISTS = "N(i) and N′(i) the k nearest neighbours of i in X and in Y, nearest first";

const knnMutual = overlapMetric({
  name: "knn-mutual",
  title: "Mutual nearest neighbours",
  formula: `mean_i |N(i) ∩ N′(i)|/k, ${LISTS}`,
  cite: PLATONIC,
  aliases: ["mutual kNN", "mutual_knn", "neighbourhood overlap", "local alignment"],
  caveats: ["Unrelated data score k/(n−1) on average."],
  score: { ofCount: mutual },
});

const knnJaccard = overlapMetric({
  name: "knn-jaccard",
  title: "Jaccard similarity of nearest neighbours",
  formula: `mean_i |N(i) ∩ N′(i)|/|N(i) ∪ N′(i)|, ${LISTS}`,
  cite: "arxiv:2305.06329 (Klabunde et al. 2025)",
  aliases: ["Jaccard similarity", "jaccard_similarity", "kNN Jaccard"],
  caveats: ["Unrelated data score Σₘ P(m)·m/(2k−m) on average, m hypergeometric: not k/(n−1)."],
  score: { ofCount: jaccard },
});

const knnRank = overlapMetric({
  name: "knn-rank",
  title: "Rank similarity of nearest neighbours",
  formula: `mean_i Σ_j 2/((1 + |r−r′|)(r+r′)) / Σ_{m≤|N∩N′|} 1/m over shared j with ranks r, r′, ${LISTS}`,
  cite: "arxiv:2305.06329 (Klabunde et al. 2025, after Wang et al. 2022)",
  aliases: ["rank similarity", "rank_similarity", "RankSim"],
  caveats: [
    "Normalised by how many neighbours are shared: a single shared first neighbour scores 1 for that stimulus.",
  ],
  score: { ofLists: rankAgreement },
});

const knnLcs = overlapMetric({
  name: "knn-lcs",
  title: "Longest common subsequence of nearest neighbours",
  formula: `mean_i LCS(N(i), N′(i))/k, ${LISTS}`,
  cite: PLATONIC,
  aliases: ["lcs_knn", "LCS kNN"],
  caveats: ["Published as the length of the subsequence, k times this."],
  score: { ofLists: commonOrder },
});

const knnEditDistance = overlapMetric({
  name: "knn-edit-distance",
  title: "Edit similarity of nearest neighbours",
  formula: `mean_i 1 − Levenshtein(N(i), N′(i))/k, ${LISTS}`,
  cite: PLATONIC,
  aliases: ["edit_distance_knn", "edit distance kNN"],
  caveats: ["A similarity in spite of its name."],
  score: { ofLists: editSimilarity },
});

/** From a stimulus to its neighbours in Y, and from those back to it in X. */
const knnCycle = defineMetric({
  name: "knn-cycle",
  version: 1,
  title: (params: NeighbourParams) => `Cycle consistency of nearest neighbours, ${neighbourTitle(params)}`,
  formula: `share of i with i ∈ ∪_{j ∈ N′(i)} N(j), ${LISTS}`,
  cite: PLATONIC,
  direction: "similarity",
  range: [0, 1],
  symmetric: false,
  invariances: ({ metric }) => both(neighbourSide(metric)),
  minimumRows: neighbourRows,
  cost: "n²·p",
  params: neighbourParams,
  aliases: ["cycle_knn", "cycle kNN"],
  caveats: [
    "Not 1 at identity: a stimulus that is nobody's neighbour never returns.",
    "Saturates: with k above √n almost every stimulus returns.",
    ...NEIGHBOUR_CAVEATS,
  ],
  compare: (x, y, { k, metric }) => cycleScore(x, y, { k, nearness: metric }),
  allPairs: (xs, ys, { k, metric }) =>
    pairByPair(xs, ys, (x, y) => cycleScore(x, y, { k, nearness: metric }), false),
});

export default defineFamily({
  id: "knn",
  title: "Nearest neighbours",
  metrics: [knnMutual, knnJaccard, knnRank, knnLcs, knnEditDistance, knnCycle],
});
