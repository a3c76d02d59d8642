import type { Observation, Suite, SuiteFinding } from "../core/suite.ts";
import { DATA_SETS, type DataParams } from "./ascent-checks/data.ts";
import { TITLES } from "./optimisation-checks/titles.ts";
import { thresholdApplies, thresholdCases, thresholdStage, type Stage } from "./thresholds-checks/data.ts";
import { describeThresholds } from "./thresholds-checks/findings.ts";
import { measureThresholds, type Thresholds } from "./thresholds-checks/measure.ts";

function summarise(observations: readonly Observation<DataParams>[]): SuiteFinding[] {
  const asked = observations.filter(({ outcome }) => outcome.status !== "not-applicable");
  const of = (data: DataParams["data"]): Observation<DataParams>[] =>
    asked.filter((observation) => observation.case.params.data === data);
  const sets = new Map(
    DATA_SETS.flatMap((data) => {
      const cells = of(data).flatMap(({ outcome }) =>
        outcome.status === "ok" ? [outcome.value as unknown as Thresholds] : [],
      );
      return cells.length === 0 ? [] : [[data, cells] as const];
    }),
  );
  const faults = DATA_SETS.filter((data) => !sets.has(data)).flatMap((data): SuiteFinding[] =>
    of(data)
      .slice(0, 1)
      .map(({ outcome }) => ({
        id: `null-95/${data}`,
        title: `Thresholds: ${TITLES[data]}`,
        role: "description",
        unit: "",
        outcome,
        cells: of(data).length,
      })),
  );
  return [...describeThresholds(sets), ...faults];
}

/**
 * What a score means in each of several data sets: chance, the components and variables that it guarantees on the way
 * up from noise, and the score that a repetition of the data has. docs/suites/thresholds.md.
 */
const thresholds: Suite<DataParams, Stage> = {
  id: "thresholds",
  version: 1,
  title: "Thresholds",
  question: "From which score on may one call it similar?",
  cases: thresholdCases,
  applies: thresholdApplies,
  prepare: ({ params }, random) => thresholdStage(params, random),
  measure: (subject, stage, _which, { random, profile }) =>
    measureThresholds(subject, stage, random, profile),
  summarise: (_metric, observations) => summarise(observations),
};

export default thresholds;
