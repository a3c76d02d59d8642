import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Metric, Slope, SlopeInto } from "../../core/metric.ts";
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
  const slopeAt = (values: Matrix): Slope => {
    forgetReordered();
    const y: Representation = { n: values.rows, p: values.cols, values };
    rememberPassing(y);
    return (
      metric.slope?.(x, y) ?? {
        value: metric.compare(x, y, { random }),
        gradient: metric.gradient!(x, y),
      }
    );
  };
  let along: { readonly width: number; readonly run: SlopeInto } | undefined;
  return (values, into) => {
    let slope: Slope;
    if (metric.ascent === undefined) slope = slopeAt(values);
    else {
      if (along?.width !== values.cols) along = { width: values.cols, run: metric.ascent(x, values.cols) };
      const gradient = into ?? matrix(values.rows, values.cols);
      slope = { value: along.run(values, gradient), gradient };
    }
    const { value, gradient } = slope;
    const factor = form.slope(value);
    if (factor !== 1) for (let k = 0; k < gradient.data.length; k++) gradient.data[k]! *= factor;
    return { score: form.of(value), gradient };
  };
}
