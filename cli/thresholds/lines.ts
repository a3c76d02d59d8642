import { thresholdText } from "../../reports/optimisation-thresholds/text.ts";
import type { MetricThresholds, ThresholdPage } from "../../reports/optimisation-thresholds/types.ts";
import { textTable } from "../table.ts";

/** The rows of the table in a terminal: PCs 1, 2, 3, 5, 10, 20, 30, and every label. */
const SHOWN = new Set([1, 2, 3, 5, 10, 20, 30].map((k) => `PC ${k}`));

const names = (metrics: readonly MetricThresholds[]): string[] => [
  ...new Set(
    metrics.flatMap(({ components, labels }) => [
      ...components.map(({ name }) => name).filter((name) => SHOWN.has(name)),
      ...labels.map(({ name }) => name),
    ]),
  ),
];

/** The thresholds as lines of text: a row for each component or label, a column for each metric. */
export function thresholdLines({ metrics, starts }: ThresholdPage): string[] {
  const answered = metrics.filter(({ reason }) => reason === undefined);
  const cell = (of: MetricThresholds, name: string): string => {
    const found = [...of.components, ...of.labels].find((threshold) => threshold.name === name);
    return found === undefined ? "" : thresholdText(found);
  };
  const rows = [
    ["chance, 95 %", ...answered.map(({ chance }) => chance?.p95.toFixed(3) ?? "–")],
    ...names(answered).map((name) => [name, ...answered.map((of) => cell(of, name))]),
    ["halves of the units", ...answered.map(({ ceiling }) => ceiling?.toFixed(3) ?? "–")],
    ["large first, τ", ...answered.map(({ order }) => order?.toFixed(2) ?? "–")],
    ["highest reached", ...answered.map(({ best }) => best.toFixed(3))],
  ];
  return [
    `the score that must be reached before Y holds it, over ${starts} ascents; ≥: not captured by that score`,
    "",
    ...textTable(["", ...answered.map(({ metric }) => metric)], rows, [
      "left",
      ...answered.map(() => "right" as const),
    ]),
    ...metrics.flatMap(({ metric, reason }) => (reason === undefined ? [] : [`${metric}: ${reason}`])),
    ...metrics.flatMap(({ metric, evolution }) =>
      evolution === undefined
        ? []
        : [
            `${metric}: no gradient; ${evolution} updates of an evolution strategy, which its numbers measure, too`,
          ],
    ),
  ];
}
