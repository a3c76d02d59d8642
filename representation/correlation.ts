import type { Matrix } from "../core/matrix.ts";
import { scaleColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "./centered.ts";
import { derived, derivedPair } from "./derived.ts";
import { rows } from "./row-rules.ts";

/** Xc with every column of unit length; a constant unit stays zero. */
export const standardized = derived(
  "standardized",
  (x): Matrix => {
    const xc = centered(x);
    const squares = new Float64Array(x.p);
    for (let i = 0; i < xc.rows; i++) for (let j = 0; j < x.p; j++) squares[j]! += xc.data[i * x.p + j]! ** 2;
    return scaleColumns(
      xc,
      squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0)),
    );
  },
  rows,
);

/** Pearson correlations of every unit of X with every unit of Y, p1×p2; zero where a unit is constant. */
export const unitCorrelations = derivedPair("unitCorrelations", (x, y): Matrix =>
  backend().multiply(standardized(x), standardized(y), { transposeA: true }),
);
