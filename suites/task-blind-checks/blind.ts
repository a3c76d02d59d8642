import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { withoutSpan, type Projection } from "../../generators/ascend/index.ts";
import { leadingColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { numericalRank } from "../../representation/spectral.ts";
import { variableBasis } from "../ascent-checks/data.ts";
import type { Target } from "../ascent-checks/climb.ts";
import { corrected, decodingAccuracy, stratifiedFolds, type Variable } from "../decoding/decode.ts";

/** Takes the span of the constant and of all class indicators out of every column. */
export function blindOf(n: number, variables: readonly Variable[]): Projection {
  const design = variableBasis(n, variables);
  const { u, s } = backend().svd(design);
  return withoutSpan(leadingColumns(u, numericalRank(s, design.rows, design.cols)));
}

/** The best chance-corrected decoding of any variable that X decodes; 0 where it decodes none. */
export function bestDecoding({ x, variables }: Target, y: Representation, random: Random): number {
  const shares = variables.flatMap((variable) => {
    const folds = stratifiedFolds(variable, random.child("folds", variable.name));
    const reference = decodingAccuracy(x, variable, folds);
    if (reference < 1 / variable.classes + 0.1) return [];
    return [corrected(decodingAccuracy(y, variable, folds), reference, variable.classes)];
  });
  return shares.length === 0 ? 0 : Math.max(...shares);
}
