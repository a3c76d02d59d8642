import type { MetricInfo, Subject } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { notApplicable, ok } from "../core/outcome.ts";
import type { Case, Observation, Suite, SuiteFinding } from "../core/suite.ts";
import sharedLatent from "../generators/shared-latent.ts";
import { LINES, type Base, type Line } from "./robustness-checks/lines.ts";
import type { Judged } from "./robustness-checks/verdict.ts";

const SIZE = { n: 24, p1: 5, p2: 6, latents: 3, noise: 0.6 };

const lineOf = (which: Case<string>): Line => LINES.find(({ id }) => id === which.params)!;

async function measure(subject: Subject, base: Base, which: Case<string>): Promise<Outcome> {
  const { verdict, words } = await lineOf(which).judge(subject, base);
  return ok({ verdict, words });
}

/** The judgement in a cell; `undefined` where the harness gave none. */
function judgedIn({ outcome }: Observation<string>): Judged | undefined {
  if (outcome.status === "ok") return outcome.value as unknown as Judged;
  if (outcome.status === "error" && !outcome.code.startsWith("suite/")) {
    return { verdict: "error", words: `${outcome.code}: ${outcome.message}` };
  }
  return outcome.status === "crashed" ? { verdict: "crash", words: outcome.message } : undefined;
}

/** A line's finding over its replicates: it has passed if it has in all. */
function contract(line: Line, own: readonly Observation<string>[]): SuiteFinding {
  const asked = own.filter(({ outcome }) => outcome.status !== "not-applicable");
  const judged = asked.map(judgedIn);
  const broken = judged.find((one) => one !== undefined && one.verdict !== "passed");
  const unknown = asked.find((_, k) => judged[k] === undefined)?.outcome;
  const [reason] = own.flatMap(({ outcome }) =>
    outcome.status === "not-applicable" ? [outcome.reason] : [],
  );
  const outcome: Outcome =
    broken !== undefined
      ? ok("failed")
      : (unknown ?? (asked.length === 0 ? notApplicable(reason ?? "not asked") : ok("passed")));
  const by = line.keptBy === "etalon" ? "Etalon checks it before the metric is asked" : "";
  return {
    id: line.id,
    title: `Input: ${line.title}`,
    role: "contract",
    unit: "",
    outcome,
    note: broken === undefined ? by : `${broken.verdict}: ${broken.words}`,
    detail: { keptBy: line.keptBy, verdict: broken?.verdict ?? "passed" },
    cells: asked.length,
  };
}

const isValue = ({ outcome }: SuiteFinding, value: string): boolean =>
  outcome.status === "ok" && outcome.value === value;

/** The share of the lines that depend on the metric and that it keeps. */
function share(lines: readonly SuiteFinding[]): SuiteFinding {
  const kept = lines.filter((line) => isValue(line, "passed"));
  const broken = lines.filter((line) => isValue(line, "failed"));
  const unknown = lines.find(({ outcome }) => outcome.status !== "ok" && outcome.status !== "not-applicable");
  const count = kept.length + broken.length;
  return {
    id: "share-passed",
    title: "Bad input handled",
    role: "quality",
    unit: "fraction",
    better: "higher",
    outcome: unknown?.outcome ?? (count === 0 ? notApplicable("no line was asked") : ok(kept.length / count)),
    ...(broken.length === 0 ? {} : { note: `not: ${broken.map(({ id }) => id).join(", ")}` }),
    cells: lines.reduce((total, { cells }) => total + cells, 0),
  };
}

function summarise(_metric: MetricInfo, observations: readonly Observation<string>[]): SuiteFinding[] {
  const findings = LINES.map((line) =>
    contract(
      line,
      observations.filter(({ case: which }) => which.params === line.id),
    ),
  );
  const own = new Set(LINES.filter(({ keptBy }) => keptBy === "metric").map(({ id }) => id));
  return [...findings, share(findings.filter(({ id }) => own.has(id)))];
}

const robustness: Suite<string, Base> = {
  id: "robustness",
  version: 1,
  title: "Robustness",
  question: "What does it do with bad input?",
  heavyInQuick: true,
  cases: (profile) => LINES.map(({ id }) => ({ id, params: id, replicates: profile === "quick" ? 1 : 8 })),
  applies: (metric, which) => lineOf(which).skip?.(metric) ?? true,
  prepare: (which, random) => {
    const { representations } = sharedLatent.generate(SIZE, random.child("pair"));
    return { x: representations[0]!, y: representations[1]!, random: random.child(which.id) };
  },
  measure,
  summarise,
};

export default robustness;
