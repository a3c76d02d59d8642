import type { Matrix } from "../core/matrix.ts";
import type { Metric } from "../core/metric.ts";
import { randomFrom } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import sharedLatent from "../generators/shared-latent.ts";
import { forgetDerived, forgetReordered, rememberPassing } from "../representation/derived.ts";

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

/** A step of ascent: the score of a new Y and its gradient, against an X that is known. */
export function step(metric: Metric, x: Matrix, y: Matrix): () => { value: number; gradient: Matrix } {
  const known: Representation = { n: x.rows, p: x.cols, values: x };
  return () => {
    forgetReordered();
    const moving = fresh(y);
    return (
      metric.slope?.(known, moving) ?? {
        value: metric.compare(known, moving, context),
        gradient: metric.gradient!(known, moving),
      }
    );
  };
}
