import { foldRows } from "../../metrics/families/folds.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { comparison, pair } from "../data.ts";
import { duel, geometricMean, ours } from "../rounds.ts";
import { differenceOf, linesOf, type Line, type Section } from "../section.ts";

/** Ids, and what the same formula is called in `python/scores.py`. */
export const PAIRS: Readonly<Record<string, string>> = {
  "cka-linear": "cka_linear",
  "cka-debiased": "cka_debiased",
  "cka-rbf-0.4": "cka_rbf",
  "cca-mean": "cca_mean",
  "svcca-mean": "svcca_mean",
  pwcca: "pwcca",
  nbs: "nbs",
  "procrustes-angular": "procrustes_angular",
  "shape-alpha-0.5": "shape_alpha",
  "linear-regression": "linear_regression",
  "ridge-cv": "ridge_cv",
  "rsa-correlation-spearman": "rsa",
  "distance-correlation": "distance_correlation",
  "knn-mutual": "knn_mutual",
};

/** Measures of n×n matrices: at n = 10,000 a call takes half a minute, and in a quick run they are left out there. */
const QUADRATIC = new Set(["cka_rbf", "rsa", "distance_correlation", "knn_mutual"]);

const SIZES = [
  [1000, 256],
  [2000, 512],
  [10000, 64],
] as const;

/** One pair of representations from activations to the number, measure by measure. */
export const pairs: Section = async ({ peer, patience, quick, progress, add }) => {
  const python = await peer();
  const lines: Line[] = [];
  for (const [n, p] of SIZES) {
    await python.forget();
    const [x, y] = pair(n, p);
    await python.load("x", x);
    await python.load("y", y);
    const folds = foldRows(n, "shuffled").map((rows) => [...rows]);
    for (const [id, f] of Object.entries(PAIRS)) {
      if (quick && n === 10_000 && QUADRATIC.has(f)) continue;
      progress(`pairs ${n}×${p} ${id}`);
      const run = comparison(await metricById(id), x, y);
      await python.make("task", f, ["x", "y"], f === "ridge_cv" ? { folds } : {});
      const difference = differenceOf([run()], await python.value("task"));
      const contender = { name: "numpy", time: (repeats: number) => python.time("task", repeats) };
      const found = await duel([ours(run), contender], patience);
      const [line] = linesOf("pairs", `${id} ${n}×${p}`, found, [{ name: "numpy", target: 1.25 }], {
        difference,
      });
      lines.push(line!);
      add(line!);
      forgetDerived();
    }
  }
  const medians = lines.map(({ ratio }) => ratio.median);
  const mean = geometricMean(medians);
  add({
    section: "pairs",
    name: `geometric mean of ${lines.length}`,
    against: "numpy",
    ratio: { median: mean, low: Math.min(...medians), high: Math.max(...medians) },
    target: 1,
    rounds: Math.min(...lines.map(({ rounds }) => rounds)),
    note: "the spread is that of the measures",
  });
};
