import type { Metric } from "../../core/metric.ts";
import { EtalonError } from "../../core/errors.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import type { Objective } from "../../generators/ascend/index.ts";
import { forgetReordered, rememberPassing } from "../../representation/derived.ts";
import { scoreForm } from "../ascent-checks/score.ts";

/** The score of a measure of Etalon's own, with its slope, as a partner of the measure that is asked. */
export function partnerObjective(metric: Metric, x: Representation, random: Random): Objective {
  const form = scoreForm({
    info: metric,
    ...(metric.similarity === undefined ? {} : { similarity: (value: number) => metric.similarity!(value) }),
  });
  if (form === undefined || metric.gradient === undefined) {
    throw new EtalonError(
      "joint/no-partner",
      `${metric.id} has no score with a gradient and cannot be a partner`,
    );
  }
  return (values) => {
    forgetReordered();
    const y: Representation = { n: values.rows, p: values.cols, values };
    rememberPassing(y);
    const { value, gradient } = metric.slope?.(x, y) ?? {
      value: metric.compare(x, y, { random }),
      gradient: metric.gradient!(x, y),
    };
    const factor = form.slope(value);
    return {
      score: form.of(value),
      gradient: factor === 1 ? gradient : { ...gradient, data: gradient.data.map((slope) => factor * slope) },
    };
  };
}
