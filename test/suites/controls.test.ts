import { beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../core/finding.ts";
import type { Metric } from "../../core/metric.ts";
import type { Coverage, Result } from "../../core/result.ts";
import type { Case } from "../../core/suite.ts";
import { metricEntry } from "../../engine/metric-entry.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { rankMetrics } from "../../reports/ranking/rank.ts";
import { loadSuites } from "../../suites/registry/index.ts";
import { makeResult } from "../reports/make.ts";
import {
  groundingOracle,
  layersOracle,
  nullOracle,
  type Oracle,
  policyOracle,
  sensitivityOracle,
  widthOracle,
} from "./support/oracles.ts";
import { runSuite } from "./support/run-suite.ts";

const CONTROLS = [
  "constant",
  "random",
  "norm-ratio",
  "sign-flipped",
  "returns-nan",
  "non-deterministic",
  "input-mutating",
  "peeking",
] as const;

type Control = (typeof CONTROLS)[number];
type Expected = Readonly<Record<Control, string>>;

/** One suite: how it is cut down, who knows its truth, and what becomes of each control. */
interface Row {
  readonly replicates?: number;
  readonly keep?: (which: Case) => boolean;
  readonly oracle?: () => Oracle;
  /** What is said of a metric; of a suite with qualities, how they stand against the oracle's. */
  readonly says: (own: readonly Finding[], oracle: readonly Finding[]) => string;
  readonly expected: Expected;
}

/** The outcome of one finding in a word: its value if that is text, else its status. */
const word =
  (id: string) =>
  (own: readonly Finding[]): string => {
    const outcome = own.find((finding) => finding.id === id)?.outcome;
    if (outcome === undefined) return "none";
    return outcome.status === "ok" && typeof outcome.value === "string" ? outcome.value : outcome.status;
  };

/**
 * `first`: as good as the oracle in every quality; `behind`: worse in some and better in none; `no value` where some
 * quality that the oracle has is missing; `better` where the oracle is beaten, which must not be.
 */
function against(own: readonly Finding[], oracle: readonly Finding[]): string {
  let behind = false;
  for (const { id, role, better, outcome: best } of oracle) {
    if (role !== "quality" || best.status !== "ok") continue;
    const outcome = own.find((finding) => finding.id === id)?.outcome;
    if (outcome?.status !== "ok") return "no value";
    const lead = ((outcome.value as number) - (best.value as number)) * (better === "lower" ? -1 : 1);
    if (lead > 1e-9) return "better";
    behind ||= lead < -1e-9;
  }
  return behind ? "behind" : "first";
}

const faulty = (fault: string) => ({ "returns-nan": fault, "input-mutating": fault });

/**
 * What is to become of each control in each suite. A constant is perfectly invariant, robust and cheap, a ratio of norms
 * obeys every axiom it declares: no single suite exposes them all, `signal` and the whole table do.
 */
const TABLE: Readonly<Record<string, Row>> = {
  axioms: {
    replicates: 1,
    // Who is random is not found asymmetric but unrepeatable.
    says: word("holds/symmetry"),
    expected: {
      constant: "passed",
      random: "undefined",
      "norm-ratio": "passed",
      "sign-flipped": "passed",
      "non-deterministic": "undefined",
      peeking: "passed",
      ...faulty("error"),
    },
  },
  cost: {
    says: word("seconds/standard"),
    expected: {
      constant: "ok",
      random: "ok",
      "norm-ratio": "ok",
      "sign-flipped": "ok",
      "non-deterministic": "ok",
      peeking: "ok",
      ...faulty("error"),
    },
  },
  grounding: {
    keep: ({ id }) => id === "attention-layers",
    oracle: groundingOracle,
    says: against,
    expected: {
      constant: "behind",
      random: "behind",
      "norm-ratio": "behind",
      "sign-flipped": "behind",
      "non-deterministic": "behind",
      peeking: "behind",
      ...faulty("no value"),
    },
  },
  identities: {
    replicates: 1,
    // The relations are about measures with a closed form; that a constant equals itself is one.
    says: word("largest-deviation"),
    expected: {
      constant: "ok",
      random: "none",
      "norm-ratio": "none",
      "sign-flipped": "none",
      "non-deterministic": "none",
      peeking: "none",
      ...faulty("none"),
    },
  },
  invariance: {
    replicates: 1,
    // Peeking is a function of the widths: it is invariant to more than it declares.
    says: word("mismatches"),
    expected: {
      constant: "passed",
      random: "passed",
      "norm-ratio": "passed",
      "sign-flipped": "passed",
      "non-deterministic": "passed",
      peeking: "failed",
      ...faulty("not-applicable"),
    },
  },
  joint: {
    replicates: 1,
    // A pair needs two gradients.
    says: word("area/cka-linear/tree"),
    expected: {
      constant: "none",
      random: "none",
      "norm-ratio": "none",
      "sign-flipped": "none",
      "non-deterministic": "none",
      peeking: "none",
      ...faulty("none"),
    },
  },
  layers: {
    keep: ({ id }) => id === "cnn-pooled",
    oracle: layersOracle,
    says: against,
    expected: {
      constant: "behind",
      random: "behind",
      "norm-ratio": "behind",
      "sign-flipped": "behind",
      "non-deterministic": "behind",
      peeking: "behind",
      ...faulty("no value"),
    },
  },
  "null-bias": {
    replicates: 1,
    keep: ({ id }) => !id.startsWith("level-"),
    oracle: nullOracle,
    says: against,
    expected: {
      constant: "behind",
      random: "behind",
      "norm-ratio": "behind",
      // −CKA is never positive, and has no place on a scale from unrelated to equal.
      "sign-flipped": "no value",
      "non-deterministic": "behind",
      peeking: "behind",
      ...faulty("no value"),
    },
  },
  optimisation: {
    replicates: 1,
    keep: ({ id }) => id === "ultrametric",
    // None carries a gradient, so that in quick none is asked; without one there is nothing to ascend.
    says: word("score/ultrametric"),
    expected: {
      constant: "none",
      random: "none",
      "norm-ratio": "none",
      "sign-flipped": "none",
      "non-deterministic": "none",
      peeking: "none",
      ...faulty("none"),
    },
  },
  "pc-variance": {
    replicates: 1,
    // Who calls a representation no more like itself than like anything else loses nothing.
    says: word("exponent"),
    expected: {
      constant: "undefined",
      random: "undefined",
      "norm-ratio": "none",
      "sign-flipped": "undefined",
      "non-deterministic": "undefined",
      // X and itself are one object, and that is what it sees: every other Y is as far away.
      peeking: "ok",
      ...faulty("error"),
    },
  },
  robustness: {
    oracle: policyOracle,
    says: against,
    expected: {
      constant: "first",
      random: "behind",
      "norm-ratio": "first",
      "sign-flipped": "first",
      "non-deterministic": "behind",
      peeking: "first",
      ...faulty("behind"),
    },
  },
  sensitivity: {
    oracle: sensitivityOracle,
    says: (own, oracle) => `${against(own, oracle)}, signal ${word("signal")(own)}`,
    expected: {
      constant: "behind, signal failed",
      random: "behind, signal failed",
      // It ignores which stimulus is which, and is not asked about swapped ones.
      "norm-ratio": "no value, signal failed",
      "sign-flipped": "behind, signal failed",
      "non-deterministic": "behind, signal failed",
      peeking: "behind, signal failed",
      ...faulty("no value, signal error"),
    },
  },
  "task-blind": {
    keep: ({ id }) => id === "decision-1",
    says: word("highest"),
    expected: {
      constant: "none",
      random: "none",
      "norm-ratio": "none",
      "sign-flipped": "none",
      "non-deterministic": "none",
      peeking: "none",
      ...faulty("none"),
    },
  },
  thresholds: {
    replicates: 1,
    keep: ({ id }) => id === "low-rank",
    // In quick those are asked that the optimisation suite asks.
    says: word("null-95/low-rank"),
    expected: {
      constant: "none",
      random: "none",
      "norm-ratio": "none",
      "sign-flipped": "none",
      "non-deterministic": "none",
      peeking: "none",
      ...faulty("none"),
    },
  },
  width: {
    replicates: 1,
    oracle: widthOracle,
    says: against,
    expected: {
      constant: "behind",
      random: "behind",
      "norm-ratio": "behind",
      "sign-flipped": "behind",
      "non-deterministic": "behind",
      peeking: "behind",
      ...faulty("no value"),
    },
  },
};

const suites = await loadSuites();
const named = await Promise.all([...CONTROLS, "cka-linear", "slow"].map(metricById));
const slow = { ...named.at(-1)!, heavy: false };
const honest = named.slice(0, -1);

const findings: Finding[] = [];
const coverage: Coverage[] = [];
let oracleMetric: Metric | undefined;

const of = (suite: string, metric: string): Finding[] =>
  findings.filter((finding) => finding.suite === suite && finding.metric === metric);

/** The seconds of a standard pair. */
const seconds = (metric: string): number => {
  const outcome = of("cost", metric).find(({ id }) => id === "seconds/standard")?.outcome;
  return outcome?.status === "ok" ? (outcome.value as number) : NaN;
};

beforeAll(async () => {
  for (const suite of suites) {
    const row = TABLE[suite.id];
    if (row === undefined) continue;
    const oracle = row.oracle?.();
    // Good but for its time, and so of interest to one suite alone.
    const metrics = [
      ...honest,
      ...(oracle === undefined ? [] : [oracle.metric]),
      ...(suite.id === "cost" ? [slow] : []),
    ];
    const small = {
      replicates: row.replicates ?? 3,
      ...(row.keep === undefined ? {} : { keep: row.keep }),
      ...(oracle === undefined ? {} : { prepared: oracle.prepared }),
    };
    const found = await runSuite(suite, metrics, small);
    findings.push(...found.findings);
    coverage.push(...found.coverage);
    oracleMetric ??= oracle?.metric;
  }
});

describe("the controls", () => {
  it("have an expected outcome in every suite", () => {
    expect(Object.keys(TABLE).sort()).toEqual(suites.map(({ id }) => id).sort());
  });

  it.each(Object.entries(TABLE))("end in %s as they should", (suite, { says, expected }) => {
    const oracle = of(suite, "oracle");
    const found = Object.fromEntries(CONTROLS.map((id) => [id, says(of(suite, id), oracle)]));
    expect(found).toEqual(expected);
  });

  it("are worse in the layer check than a measure that looks at the activations; peeking knows the widths alone", () => {
    const accuracy = (metric: string): number =>
      (of("layers", metric)[0]!.outcome as unknown as { value: number }).value;
    // Six layers; their widths are 16, 32, 32, 64, 64 and 64: (1 + 2·½ + 3·⅓) / 6.
    expect(accuracy("constant")).toBeCloseTo(1 / 6, 12);
    expect(accuracy("peeking")).toBeCloseTo(1 / 2, 12);
    for (const control of ["constant", "random", "norm-ratio", "sign-flipped", "peeking"])
      expect(accuracy(control)).toBeLessThan(accuracy("cka-linear"));
  });

  it("slow is exempt but for its cost, where it is last by far", () => {
    for (const metric of [...CONTROLS, "cka-linear"])
      if (!Number.isNaN(seconds(metric))) expect(seconds("slow")).toBeGreaterThan(2 * seconds(metric));
  });

  it("have no place in the overall order, in which the oracle comes first", () => {
    const result: Result = makeResult({
      metrics: [...honest, oracleMetric!].map(metricEntry),
      suites: suites.map(({ id, version, title, question }) => ({ id, version, title, question })),
      coverage,
      findings,
    });
    const { ranked, unranked, signalKnown } = rankMetrics(result);
    expect(signalKnown).toBe(true);
    expect(ranked.map(({ metric }) => metric)).toEqual(["oracle", "cka-linear"]);
    expect(Object.fromEntries([...unranked].map(([metric, { word: why }]) => [metric, why]))).toEqual({
      constant: "no signal",
      random: "no signal",
      "norm-ratio": "no signal",
      "sign-flipped": "no signal",
      "non-deterministic": "no signal",
      peeking: "no signal",
      "returns-nan": "incomplete",
      "input-mutating": "incomplete",
    });
  });
});
