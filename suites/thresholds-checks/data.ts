import type { MetricInfo } from "../../core/metric.ts";
import type { Random } from "../../core/random.ts";
import type { Case, Profile } from "../../core/suite.ts";
import type { Target } from "../ascent-checks/climb.ts";
import {
  DATA_SETS,
  dataCases,
  FIVE,
  targetOf,
  type DataParams,
  type DataSet,
} from "../ascent-checks/data.ts";
import { unitHalves, type Repeats } from "./ceiling.ts";

/** X, and how well X repeats itself. */
export interface Stage {
  readonly target: Target;
  readonly repeats: Repeats;
}

/** One data set a kind in quick; in full those of the suite `optimisation`, drawn anew. */
export function thresholdCases(profile: Profile): Case<DataParams>[] {
  if (profile === "full") return dataCases(profile, DATA_SETS);
  const quick: readonly DataSet[] = ["ultrametric", "decision", "low-rank"];
  return dataCases(profile, quick)
    .filter(({ params }) => params.member === 0)
    .map((which) => ({ ...which, replicates: 1 }));
}

/** In quick five measures; in full all but the heavy, of which those without a gradient have no capture. */
export function thresholdApplies({ id, heavy }: MetricInfo, { params }: Case<DataParams>): true | string {
  if (params.who === "five") return FIVE.includes(id) || "the quick profile asks five measures";
  return !heavy || "its ascents, as in the suite optimisation, would take hours once more";
}

/** One data set. The network of the decision task has noisy inputs, so that its trials can be repeated. */
export function thresholdStage({ data, member }: DataParams, random: Random): Stage {
  const target = targetOf(data, random.child("data"), member);
  const repeats: Repeats =
    data === "decision"
      ? {
          source: "repeated trials",
          pairs: [[target.x, targetOf(data, random.child("repeat"), member).x]],
        }
      : unitHalves(target.x, random.child("halves"));
  return { target, repeats };
}
