import { ok } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { jackknifeInterval } from "../statistics/student.ts";
import type { LeftOut } from "../../core/jackknife.ts";
import type { PairCorrelation } from "../statistics/network-permutation.ts";
import type { Separation } from "./groups.ts";
import type { BehaviourName } from "./stage.ts";

/** What a cell stores. */
export interface BehaviourResult {
  readonly correlations: Readonly<Record<BehaviourName, PairCorrelation>>;
  readonly accuracies: readonly number[];
  readonly groups?: Separation;
}

export interface OrderResult extends LeftOut {
  /** What the widths of layers alone would get. */
  readonly byWidth: number;
}

/** What each case is about, for people. */
export const REGIMES: Readonly<Record<string, string>> = {
  "training-time": "networks trained for 1, 2, 5 and 10 epochs",
  "label-noise": "networks trained with 0 to 100 % random labels",
  "weight-decay": "networks of six weight decays",
  "cnn-seeds": "ten seeds, channel means",
  "cnn-seeds-flat": "ten seeds, more units than stimuli",
  "attention-seeds": "ten seeds of attention networks",
  "cnn-layers": "convolutional networks",
  "attention-layers": "attention networks, whose layers are equally wide",
};

const TITLES: Readonly<Record<BehaviourName, string>> = {
  "accuracy-difference": "More alike where accuracies are closer",
  disagreement: "More alike where fewer answers differ",
  "jensen-shannon": "More alike where class probabilities are closer",
};

/** The kinds of behaviour, in the order of the findings. */
export const BEHAVIOURS = Object.keys(TITLES) as readonly BehaviourName[];

type Role = Pick<SuiteFinding, "role" | "better">;

/** Whether a finding may be ranked. */
export const roleOf = (ranked: boolean): Role =>
  ranked ? { role: "quality", better: "higher" } : { role: "description" };

const word = (id: string): string => REGIMES[id] ?? id;

export const behaviourHead = (
  name: BehaviourName,
  id: string,
  ranked: boolean,
): Pick<SuiteFinding, "id" | "title" | "role" | "better" | "unit" | "cells" | "chance"> => ({
  ...roleOf(ranked),
  id: `${name}/${id}`,
  title: `${TITLES[name]}: ${word(id)}`,
  unit: "",
  cells: 1,
  chance: 0,
});

export const groupsHead = (
  id: string,
): Pick<SuiteFinding, "id" | "title" | "role" | "better" | "unit" | "cells"> => ({
  ...roleOf(true),
  id: `groups/${id}`,
  title: `Networks of one group stand first: ${word(id)}, average precision`,
  unit: "fraction",
  cells: 1,
});

export const orderHead = (
  id: string,
): Pick<SuiteFinding, "id" | "title" | "role" | "better" | "unit" | "cells" | "chance"> => ({
  ...roleOf(true),
  id: `order/${id}`,
  title: `A near layer is more alike than a far one: ${word(id)}`,
  unit: "fraction",
  cells: 1,
  chance: 0.5,
});

/** Correlations of similarity with closeness of behaviour, and the separation of groups. */
export function behaviourFindings(id: string, ranked: boolean, result: BehaviourResult): SuiteFinding[] {
  const { correlations, accuracies, groups } = result;
  const found = BEHAVIOURS.map((name): SuiteFinding => {
    const { value, interval, null: expected, p } = correlations[name];
    return {
      ...behaviourHead(name, id, ranked),
      outcome: ok(value),
      interval,
      detail: { null: expected, p, networks: accuracies.length, accuracies },
    };
  });
  if (groups === undefined) return found;
  const { value, leftOut, perGroup, chance } = groups;
  return [
    ...found,
    {
      ...groupsHead(id),
      chance,
      outcome: ok(value),
      interval: jackknifeInterval(value, leftOut, "networks", [0, 1]),
      detail: { perGroup, leftOut },
    },
  ];
}

export function orderFinding(id: string, { value, leftOut, byWidth }: OrderResult): SuiteFinding {
  const told = Math.round(byWidth * 1000) / 10;
  return {
    ...orderHead(id),
    outcome: ok(value),
    interval: jackknifeInterval(value, leftOut, "networks", [0, 1]),
    ...(byWidth === 0.5 ? {} : { note: `who sees only how wide a layer is gets ${told} %` }),
    detail: { leftOut, byWidth },
  };
}
