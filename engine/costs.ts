import type { CellRecord } from "../core/cell.ts";
import type { Profile } from "../core/suite.ts";
import { type PlannedCell } from "./plan.ts";

/** Where the expected cost of a cell is known from: the same cell recorded, its like, Etalon's own table, nowhere. */
export const COST_SOURCES = ["recorded", "alike", "usual", "unknown"] as const;

export type CostSource = (typeof COST_SOURCES)[number];

/** The expected cost of a cell. */
export interface Cost {
  readonly seconds: number;
  readonly source: CostSource;
}

/**
 * Mean seconds of a cell of each suite, over all metrics that are listed, one thread, as recorded once on a server of
 * 2026 (quick: portable backend; full: native). They are for dividing work only: factors of two do no harm.
 */
const USUAL: Readonly<Record<Profile, Readonly<Record<string, number>>>> = {
  quick: {
    axioms: 0.02,
    cost: 0.07,
    grounding: 0.06,
    identities: 0.004,
    invariance: 0.07,
    layers: 0.44,
    "null-bias": 0.02,
    optimisation: 0.4,
    "pc-variance": 0.011,
    robustness: 0.001,
    sensitivity: 0.013,
    "task-blind": 0.47,
    width: 0.005,
  },
  full: {
    axioms: 0.03,
    cost: 0.12,
    invariance: 0.036,
    joint: 0.6,
    layers: 0.4,
    "null-bias": 0.015,
    optimisation: 2.1,
    "pc-variance": 0.01,
    robustness: 0.0004,
    sensitivity: 0.02,
    "task-blind": 1.25,
    thresholds: 0.29,
    width: 0.0044,
  },
};

/** Where nothing at all is known. */
const UNKNOWN_SECONDS = 0.05;

/** A running mean. */
interface Mean {
  sum: number;
  count: number;
}

/** What is known of costs. */
export interface Costs {
  /** Learns from a cell that was run. */
  readonly learn: (record: CellRecord) => void;
  readonly of: (cell: PlannedCell, suite: string) => Cost;
}

const withoutVersion = (name: string): string => name.replace(/@\d+(#.*)?$/, "");

/**
 * Expected costs: of a cell that was recorded, whatever its seed and version, the mean of its records; else what its
 * suite took with this metric, else with any; else Etalon's own table; else the same for all.
 */
export function expectedCosts(profile: Profile): Costs {
  const known = new Map<string, Mean>();
  const key = (...parts: readonly string[]): string => parts.join("\n");
  const add = (name: string, seconds: number): void => {
    const mean = known.get(name);
    if (mean === undefined) known.set(name, { sum: seconds, count: 1 });
    else {
      mean.sum += seconds;
      mean.count++;
    }
  };
  const meanOf = (name: string): number | undefined => {
    const mean = known.get(name);
    return mean === undefined ? undefined : mean.sum / mean.count;
  };
  return {
    learn: ({ spec, outcome, volatile: { seconds } }) => {
      // What a plan leaves out was never asked; what a metric turned out not to be asked about took its time.
      if (outcome.status === "not-applicable" && seconds === 0) return;
      const [suite, metric] = [withoutVersion(spec.suite), withoutVersion(spec.metric)];
      add(key(suite, metric, spec.case), seconds);
      add(key(suite, metric), seconds);
      add(suite, seconds);
    },
    of: ({ metric, spec }, suite) => {
      const recorded = meanOf(key(suite, metric, spec.case));
      if (recorded !== undefined) return { seconds: recorded, source: "recorded" };
      const alike = meanOf(key(suite, metric)) ?? meanOf(suite);
      if (alike !== undefined) return { seconds: alike, source: "alike" };
      const usual = USUAL[profile][suite] ?? USUAL.quick[suite];
      if (usual !== undefined) return { seconds: usual, source: "usual" };
      return { seconds: UNKNOWN_SECONDS, source: "unknown" };
    },
  };
}
