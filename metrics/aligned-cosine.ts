import { Undefined } from "../core/outcome.ts";
import { leadingColumns, leadingRows, squaredLengths } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { rawCompact } from "../representation/raw.ts";
import { numericalRank } from "../representation/spectral.ts";
import { both, SIDE, without } from "./families/invariance-classes.ts";
import { alignedCosineGradient } from "./gradients/aligned-cosine.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** The mean cosine between the two representations of a stimulus, after the best rotation. */
const alignedCosine = defineMetric({
  name: "aligned-cosine",
  version: 1,
  title: "Aligned cosine similarity",
  formula: "(1/n)·Σᵢ cos(xᵢQ, yᵢ), Q = UVᵀ of XᵀY = UΣVᵀ, not centred",
  cite: "doi:10.18653/v1/P16-1141 (Hamilton et al. 2016)",
  direction: "similarity",
  range: [-1, 1],
  invariances: both(without(SIDE.orthogonal, "translation")),
  minimumRows: 1,
  cost: "n·p² + p³",
  aliases: ["aligned_cosine_similarity", "aligned_cossim"],
  caveats: [
    "Not centred: a common mean makes every cosine large.",
    "A stimulus with no activation at all has cosine zero and is counted.",
    "Directions that X and Y do not share are not rotated into each other: Q has the rank of XᵀY, so that the value does not depend on a choice of basis.",
  ],
  compare: (x, y) => {
    const [from, to] = [rawCompact(x), rawCompact(y)];
    const { u, s, vt } = backend().svd(backend().multiply(from, to, { transposeA: true }));
    const rank = numericalRank(s, Math.max(x.n, x.p), y.p);
    if (rank === 0) throw new Undefined("XᵀY is zero: there is no best rotation");
    const onto = backend().multiply(leadingColumns(u, rank), leadingRows(vt, rank));
    const rotated = backend().multiply(from, onto);
    const [own, other] = [squaredLengths(from), squaredLengths(to)];
    let total = 0;
    for (let i = 0; i < x.n; i++) {
      const size = Math.sqrt(own[i]!) * Math.sqrt(other[i]!);
      if (!(size > 0)) continue;
      let product = 0;
      for (let k = i * to.cols; k < (i + 1) * to.cols; k++) product += rotated.data[k]! * to.data[k]!;
      total += product / size;
    }
    return Math.max(-1, Math.min(1, total / x.n));
  },
  gradient: alignedCosineGradient,
  similarity: (value) => value,
});

export default defineFamily({ id: "aligned-cosine", title: "Aligned cosine", metrics: [alignedCosine] });
