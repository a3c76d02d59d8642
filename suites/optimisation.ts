import type { Suite } from "../core/suite.ts";
import { climb, type Target } from "./ascent-checks/climb.ts";
import { appliesTo, DATA_SETS, dataCases, targetOf, type DataParams } from "./ascent-checks/data.ts";
import { describeClimbs, readClimbs } from "./optimisation-checks/findings.ts";
import { TITLES } from "./optimisation-checks/titles.ts";

/** 200 updates of Y by estimates from 16 pairs of steps: 6,600 questions. */
const EVOLUTION = { steps: 200, pairs: 16 } as const;

/**
 * Y starts as Gaussian noise and ascends the score by its gradient; what of X it has taken over at which score is what
 * that score is worth. Source: Cloos et al. 2025 (arxiv:2407.07059); docs/suites/optimisation.md.
 */
const optimisation: Suite<DataParams, Target> = {
  id: "optimisation",
  version: 1,
  title: "Optimisation",
  question: "What does a high score buy?",
  cases: (profile) =>
    profile === "quick"
      ? dataCases(profile, ["ultrametric", "decision"])
      : [
          ...dataCases(profile, DATA_SETS),
          {
            id: "ultrametric-evolution",
            params: { data: "ultrametric", member: 0, who: "evolution" },
            replicates: 1,
          },
        ],
  applies: appliesTo,
  prepare: ({ params }, random) => targetOf(params.data, random, params.member),
  measure: (subject, target, { params }, { random }) =>
    climb(subject, target, random, params.who === "evolution" ? { evolution: EVOLUTION } : {}),
  summarise: (_metric, observations) => {
    const asked = observations.filter(({ outcome }) => outcome.status !== "not-applicable");
    return DATA_SETS.flatMap((data) => {
      const own = asked.filter(({ case: which }) => which.params.data === data);
      if (own.length === 0) return [];
      const { climbs, fault } = readClimbs(own.map(({ outcome }) => outcome));
      if (climbs.length > 0) return describeClimbs(data, TITLES[data], climbs);
      return [
        {
          id: `score/${data}`,
          title: `Score reached from noise: ${TITLES[data]}`,
          role: "description",
          unit: "",
          outcome: fault!,
          cells: own.length,
        },
      ];
    });
  },
};

export default optimisation;
