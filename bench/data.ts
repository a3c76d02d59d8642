import type { Matrix } from "../core/matrix.ts";
import { copy, matrix } from "../core/matrix.ts";
import type { Metric } from "../core/metric.ts";
import { randomFrom } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import { ascend, type Objective } from "../generators/ascend/index.ts";
import sharedLatent from "../generators/shared-latent.ts";
import { forgetDerived, rememberPassing } from "../representation/derived.ts";

/** Two populations that share latent variables. */
export function pair(n: number, p: number, seed = 1): [Matrix, Matrix] {
  const params = { n, p1: p, p2: p, latents: Math.min(32, p), noise: 1 };
  const { representations } = sharedLatent.generate(params, randomFrom("bench", n, p, seed));
  return [representations[0]!.values, representations[1]!.values];
}

/** Representations of a matrix are remembered by object: a new one has nothing computed. */
export function fresh(values: Matrix): Representation {
  const made: Representation = { n: values.rows, p: values.cols, values };
  rememberPassing(made);
  return made;
}

const context = { random: randomFrom("bench-context") };

/** A comparison of two matrices that nothing is known about. */
export function comparison(metric: Metric, x: Matrix, y: Matrix): () => number {
  return () => {
    forgetDerived();
    return metric.compare(fresh(x), fresh(y), context);
  };
}

/** Where an ascent of Adam, from Gaussian noise of X's shape, is after 0, 3, 6, … steps: as many Ys as are asked for. */
export async function track(metric: Metric, x: Matrix, count: number): Promise<Matrix[]> {
  const run = metric.ascent!(fresh(x), x.cols);
  const sign = metric.direction === "similarity" ? 1 : -1;
  const found: Matrix[] = [];
  const objective: Objective = (y, gradient = matrix(y.rows, y.cols)) => {
    const score = sign * run(y, gradient);
    for (let k = 0; k < gradient.data.length; k++) gradient.data[k]! *= sign;
    return { score, gradient };
  };
  await ascend(randomFrom("bench-ascent").gaussianMatrix(x.rows, x.cols), objective, {
    steps: 3 * (count - 1),
    target: Infinity,
    observe: (step, _score, y) => {
      if (step % 3 === 0) found.push(copy(y));
    },
  });
  return found;
}

/** Steps of ascent, one at each run: the score of the next Y and its gradient, against an X that is known. */
export function steps(
  metric: Metric,
  x: Matrix,
  ys: readonly Matrix[],
): () => { value: number; gradient: Matrix } {
  const run = metric.ascent!(fresh(x), x.cols);
  const gradient = matrix(x.rows, x.cols);
  let next = 0;
  return () => ({ value: run(ys[next++ % ys.length]!, gradient), gradient });
}
