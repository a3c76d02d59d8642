import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { pair, steps, track } from "../data.ts";
import { duel, ours } from "../rounds.ts";
import { differenceOf, linesOf, type Section } from "../section.ts";

/** Ids, and the end of the names of their steps in `python/steps.py`. */
const STEPS: Readonly<Record<string, string>> = {
  "cka-linear": "cka",
  nbs: "nbs",
  "procrustes-angular": "procrustes",
  ridge: "ridge",
};

/** Whose gradients have a term Y·B: two products more, YᵀY and Y·B. */
const OF_TWO_TERMS = ["cka-linear", "ridge"];

/** The n·p² products that a closed form cannot do without: XᵀY and X·A, and with `two` terms YᵀY and Y·B. */
function products(x: Matrix, ys: readonly Matrix[], two: boolean): () => Matrix {
  const [p, gradient] = [x.cols, matrix(x.rows, x.cols)];
  const [cross, own] = [matrix(p, p), matrix(p, p)];
  let next = 0;
  return () => {
    const y = ys[next++ % ys.length]!;
    backend().multiply(x, y, { transposeA: true, into: cross });
    if (two) backend().gram(y, true, own);
    backend().multiply(x, cross, { into: gradient });
    return two ? backend().multiply(y, own, { addTo: gradient }) : gradient;
  };
}

/** Ys of one ascent, which every side takes in turn. */
const YS = 8;

/** One step of score ascent: a new Y, its score and the gradient, X known; the update of Y is in no side's time. */
export const ascent: Section = async ({ peer, patience, progress, add }) => {
  const python = await peer();
  const hasTorch = python.about.versions["torch"] !== undefined;
  for (const [n, p] of [
    [500, 50],
    [500, 200],
  ] as const) {
    await python.forget();
    const [x] = pair(n, p);
    await python.load("x", x);
    for (const [id, name] of Object.entries(STEPS)) {
      progress(`ascent ${id} ${n}×${p}`);
      forgetDerived();
      const metric = await metricById(id);
      const ys = await track(metric, x, YS);
      const stacked = matrix(YS * n, p);
      ys.forEach((y, k) => stacked.data.set(y.data, k * n * p));
      await python.load("ys", stacked);
      const run = steps(metric, x, ys);
      const others = [{ name: "numpy", target: 1 }, ...(hasTorch ? [{ name: "torch", target: 0.2 }] : [])];
      let difference = 0;
      for (const other of others) {
        await python.make(other.name, `${other.name}_${name}`, ["x", "ys"]);
        for (let k = 0; k < YS; k++) {
          const { value, gradient } = run();
          const theirs = await python.value(other.name);
          difference = Math.max(difference, differenceOf([value, frobenius(gradient)], theirs));
        }
      }
      const contenders = [
        ...others.map((other) => ({
          name: other.name,
          time: (repeats: number) => python.time(other.name, repeats),
        })),
        ours(products(x, ys, OF_TWO_TERMS.includes(id)), "its products alone"),
      ];
      const found = await duel([ours(run), ...contenders], patience);
      const against = [...others, { name: "its products alone" }];
      for (const line of linesOf("ascent", `${id} ${n}×${p}`, found, against, { difference })) add(line);
    }
  }
};
