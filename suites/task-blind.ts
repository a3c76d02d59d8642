import type { Subject } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { notApplicable, ok } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Observation, Suite, SuiteFinding } from "../core/suite.ts";
import { ascend } from "../generators/ascend/index.ts";
import { representation } from "../representation/create.ts";
import type { Target } from "./ascent-checks/climb.ts";
import { appliesTo, dataCases, targetOf, type DataParams } from "./ascent-checks/data.ts";
import { NO_SCALE, objectiveOf, Refused, scoreForm, valueOf } from "./ascent-checks/score.ts";
import { blindOf, bestDecoding } from "./task-blind-checks/blind.ts";
import { meanInterval } from "./statistics/student.ts";

/** What a cell stores. */
interface Stored {
  /** Score of X without its task variables. */
  readonly removed: number;
  /** Highest score reached by Y without them. */
  readonly best: number;
  readonly steps: number;
  readonly end: string;
  /** Largest decoding of a variable from that Y, chance-corrected. */
  readonly decoding: number;
}

/** Updates of Y; there is no target. */
const STEPS = 300;

async function measure(subject: Subject, target: Target, random: Random): Promise<Outcome> {
  const form = scoreForm(subject);
  if (form === undefined) return notApplicable(NO_SCALE);
  if (subject.slope === undefined) return notApplicable("it carries no gradient");
  const { x, variables } = target;
  const project = blindOf(x.n, variables);
  try {
    const start = random.child("start").gaussianMatrix(x.n, x.p);
    const removed = await valueOf(subject, x, form)(project(x.values));
    const found = await ascend(start, objectiveOf(subject, x, form), { project, steps: STEPS, target: 1 });
    const stored: Stored = {
      removed,
      best: Math.max(removed, found.best),
      steps: found.steps,
      end: found.end,
      decoding: bestDecoding(target, representation(found.y), random),
    };
    return ok({ ...stored });
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.outcome;
    throw thrown;
  }
}

function finding(
  id: string,
  title: string,
  cells: readonly Stored[],
  of: (cell: Stored) => number,
): SuiteFinding {
  const { mean, interval } = meanInterval(cells.map(of), "networks");
  return {
    id,
    title,
    role: "description",
    unit: id === "decoding" ? "fraction" : "",
    outcome: ok(mean),
    ...(interval === undefined ? {} : { interval }),
    detail: { perNetwork: cells.map(of) },
    cells: cells.length,
  };
}

function summarise(observations: readonly Observation<DataParams>[]): SuiteFinding[] {
  const asked = observations.filter(({ outcome }) => outcome.status !== "not-applicable");
  const cells = asked.flatMap(({ outcome }) =>
    outcome.status === "ok" ? [outcome.value as unknown as Stored] : [],
  );
  if (cells.length === 0) {
    return asked.slice(0, 1).map(({ outcome }) => ({
      id: "highest",
      title: "Highest score without task variables",
      role: "description",
      unit: "",
      outcome,
      cells: asked.length,
    }));
  }
  return [
    finding("highest", "Highest score without task variables", cells, ({ best }) => best),
    finding("removed", "Score of X with its task variables removed", cells, ({ removed }) => removed),
    finding("decoding", "Best decoding of a variable that is left", cells, ({ decoding }) => decoding),
  ];
}

/**
 * The task variables are removed exactly: every column of Y is orthogonal to their classes. How high can Y still score?
 * Source: Cloos et al. 2025 (arxiv:2407.07059); docs/suites/task-blind.md.
 */
const taskBlind: Suite<DataParams, Target> = {
  id: "task-blind",
  version: 1,
  title: "Without the task",
  question: "How high can it go with nothing of the task?",
  cases: (profile) => dataCases(profile, ["decision"]),
  applies: appliesTo,
  prepare: ({ params }, random) => targetOf(params.data, random, params.member),
  measure: (subject, target, _which, { random }) => measure(subject, target, random),
  summarise: (_metric, observations) => summarise(observations),
};

export default taskBlind;
