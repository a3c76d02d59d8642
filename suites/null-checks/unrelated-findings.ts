import type { MetricInfo } from "../../core/metric.ts";
import { notApplicable, ok } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { contrast, momentsOf, quantile, slopeWeights } from "../statistics/moments.ts";
import { shareInterval } from "../statistics/proportion.ts";
import type { NullParams } from "./cases.ts";
import { cellsOf, curve, errorsAway, expectedOf, type Null } from "./fold.ts";
import { alike, asSimilarity } from "./scale.ts";

/** Raw thresholds whose false-positive rate is reported. */
export const THRESHOLDS: readonly number[] = [0.5, 0.8];

const POPULATIONS = { gaussian: "Gaussian", "power-law": "power-law", clustered: "clustered" } as const;

const nameOf = ({ population, n, p1, p2 }: NullParams): string =>
  `${POPULATIONS[population]}, ${n} stimuli, ${p1 === p2 ? `${p1} units` : `${p1} and ${p2} units`}`;

/** `null/…`: mean of each case, with its spread and 95 % point. */
export function meanFindings(metric: MetricInfo, nulls: readonly Null[]): SuiteFinding[] {
  return nulls.map((found) => {
    const { params, values, moments, cells } = found;
    const { value, interval } = contrast([{ weight: 1, moments }], `${moments.count} independent pairs`);
    const point = alike(
      metric,
      quantile(
        values.map((one) => alike(metric, one)),
        0.95,
      ),
    );
    const expected = expectedOf(found);
    return {
      id: `null/${params.population}/${params.n}/${params.p1}-${params.p2}`,
      title: `Mean over unrelated pairs: ${nameOf(params)}`,
      role: "description",
      unit: metric.unit ?? "",
      outcome: ok(value),
      interval,
      note: `sd ${moments.sd.toPrecision(3)}, 95 % point ${point.toPrecision(3)}`,
      detail: {
        n: params.n,
        p1: params.p1,
        p2: params.p2,
        population: params.population,
        mean: value,
        sd: moments.sd,
        point95: point,
        pairs: moments.count,
        ...(expected === undefined ? {} : { expected, standardErrorsAway: errorsAway(found) }),
      },
      cells,
    };
  });
}

/**
 * @param missing Number of cases without a value.
 * @returns `bias`, `point95` and `false-positives/…`, on the scale where identity is 1.
 */
export function scaleFindings(metric: MetricInfo, nulls: readonly Null[], missing: number): SuiteFinding[] {
  const scale = asSimilarity(metric);
  const cells = cellsOf(nulls);
  const common = { unit: "", cells } as const;
  const none = notApplicable("its values have no scale on which unrelated is 0 and identical is 1");
  const scaled = scale === undefined ? [] : nulls.map((found) => found.values.map(scale));
  const moments = scaled.map(momentsOf);
  const signs = moments.map((one) => Math.sign(one.mean));
  const bias = contrast(
    moments.map((one, k) => ({ weight: signs[k]! / moments.length, moments: one })),
    "independent pairs",
  );
  const points = scaled.map((values) => quantile(values, 0.95));
  return [
    {
      ...common,
      id: "bias",
      title: "Mean distance from 0 over unrelated pairs",
      role: "quality",
      better: "lower",
      ...(scale === undefined
        ? { outcome: none }
        : {
            outcome: ok(bias.value),
            interval: bias.interval,
            note: `the mean over ${nulls.length} cases of the size of the null mean; 1 is identity${missing === 0 ? "" : `; no value in ${missing} more`}`,
            detail: { curve: curve(nulls, (found) => moments[nulls.indexOf(found)]!.mean) },
          }),
    },
    {
      ...common,
      id: "point95",
      title: "Highest 95 % point over unrelated pairs",
      role: "description",
      ...(scale === undefined
        ? { outcome: none }
        : {
            outcome: ok(Math.max(...points)),
            note: "no single raw threshold below this is safe in every case",
            detail: { curve: curve(nulls, (found) => points[nulls.indexOf(found)]!) },
          }),
    },
    ...THRESHOLDS.map((threshold): SuiteFinding => {
      const above = scaled.map((values) => values.filter((value) => value >= threshold).length);
      const trials = scaled.reduce((total, values) => total + values.length, 0);
      const found =
        scale === undefined
          ? undefined
          : shareInterval(
              above.reduce((a, b) => a + b, 0),
              trials,
              "unrelated pairs",
            );
      return {
        ...common,
        id: `false-positives/${threshold}`,
        title: `Unrelated pairs that score ${threshold} or more`,
        role: "quality",
        better: "lower",
        unit: "fraction",
        ...(found === undefined
          ? { outcome: none }
          : {
              outcome: ok(found.share),
              interval: found.interval,
              detail: { curve: curve(nulls, (one) => above[nulls.indexOf(one)]! / one.values.length) },
            }),
      };
    }),
  ];
}

/** `slope/n` and `slope/p`: how the null mean moves along one line of the grid. */
export function slopeFindings(metric: MetricInfo, nulls: readonly Null[]): SuiteFinding[] {
  const square = nulls.filter(({ params }) => params.population === "gaussian" && params.p1 === params.p2);
  const along = (
    id: string,
    title: string,
    line: readonly Null[],
    at: (params: NullParams) => number,
    unit: string,
  ): SuiteFinding => {
    const weights = slopeWeights(line.map(({ params }) => at(params)));
    const { value, interval } = contrast(
      line.map(({ moments }, k) => ({ weight: weights[k]!, moments })),
      "independent pairs",
    );
    return {
      id,
      title,
      role: "description",
      unit,
      outcome: line.length < 2 ? notApplicable("too few cases have a value") : ok(value),
      ...(line.length < 2
        ? {}
        : {
            interval,
            detail: {
              x: line.map(({ params }) => at(params)),
              mean: line.map(({ moments }) => moments.mean),
            },
          }),
      cells: cellsOf(line),
    };
  };
  const unit = metric.unit ?? "";
  return [
    along(
      "slope/n",
      "Change of the null mean with each doubling of n (Gaussian, 10 units)",
      square.filter(({ params }) => params.p1 === 10),
      ({ n }) => Math.log2(n),
      unit,
    ),
    along(
      "slope/p",
      "Change of the null mean with p/n (Gaussian, 40 stimuli)",
      square.filter(({ params }) => params.n === 40),
      ({ n, p1 }) => p1 / n,
      unit,
    ),
  ];
}
