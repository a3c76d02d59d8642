import type { Matrix } from "../../../core/matrix.ts";
import { ok, Undefined, undefinedBecause, type NumberOutcome } from "../../../core/outcome.ts";
import type { MetricInfo, Subject } from "../../../core/metric.ts";
import type { Representation } from "../../../core/representation.ts";

/** What a made-up measure declares. */
export type Declared = Partial<
  Pick<MetricInfo, "id" | "direction" | "range" | "symmetric" | "axioms" | "minimumRows">
>;

/** A made-up measure as a suite sees it; `log` gets every pair that is asked. */
export function subject(
  of: (x: Matrix, y: Matrix) => number,
  declared: Declared = {},
  log: (x: Representation, y: Representation) => void = () => undefined,
): Subject {
  const info = {
    id: "made-up",
    direction: "distance",
    range: [0, Infinity],
    symmetric: true,
    axioms: "none",
    minimumRows: 2,
    ...declared,
  } as unknown as MetricInfo;
  const compare = (x: Representation, y: Representation): NumberOutcome => {
    log(x, y);
    try {
      return ok(of(x.values, y.values));
    } catch (thrown) {
      if (thrown instanceof Undefined) return undefinedBecause(thrown.message);
      throw thrown;
    }
  };
  return { info, compare, allPairs: (xs, ys) => xs.flatMap((x) => ys.map((y) => compare(x, y))) };
}

/** The first number of each matrix as points on a line: |x − y|ᵖ. */
export const onLine =
  (power: number) =>
  (x: Matrix, y: Matrix): number =>
    Math.abs(x.data[0]! - y.data[0]!) ** power;
