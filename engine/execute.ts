import { codeOf, messageOf } from "../core/errors.ts";
import type { Metric, Subject } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { failed, outcomeSchema } from "../core/outcome.ts";
import type { Case, Profile, Suite } from "../core/suite.ts";
import { forgetDerived } from "../representation/derived.ts";
import { seconds } from "./clock.ts";
import type { Guard } from "./guard.ts";
import { createGuard } from "./guard.ts";
import type { SeedPath } from "./seeds.ts";
import { dataRandom, measureRandom, metricRandom } from "./seeds.ts";
import { subjectOf } from "./subject.ts";
import { SHARE_ASKED_AGAIN } from "./submission/again.ts";
import { submittedSubject } from "./submission/subject.ts";
import type { Submission } from "./submission/submission.ts";
import { versioned } from "./plan.ts";

/** A batch with its code: what {@link openBatch} needs and nothing about the run around it. */
export interface Question {
  readonly suite: Suite;
  readonly case: Case;
  readonly replicate: number;
  readonly profile: Profile;
  readonly seed: number;
}

/** A batch and who is asked. */
export interface Work extends Question {
  readonly metrics: readonly (Metric | Submission)[];
}

/** The answer to the question put to `metrics[index]`. */
export interface Answer {
  readonly index: number;
  readonly outcome: Outcome;
  /** How long it took, the making of the data not included. */
  readonly seconds: number;
}

/** A batch's data, or why there are none. */
type Stage = { readonly data: unknown; readonly guard: Guard } | { readonly fault: Outcome };

/** A fault of the suite, not of the metric: the code begins with `suite/`, so that it counts as not run. */
const suiteFault = (suite: Suite, what: "prepare" | "measure", thrown: unknown): Outcome =>
  failed("suite/threw", `suite ${suite.id}: ${what} threw: ${messageOf(thrown)} [${codeOf(thrown)}]`);

async function prepareStage({ suite, case: which }: Question, path: SeedPath): Promise<Stage> {
  try {
    return { data: await suite.prepare(which, dataRandom(path)), guard: createGuard() };
  } catch (thrown) {
    return { fault: suiteFault(suite, "prepare", thrown) };
  }
}

/** An outcome as a file would give it back, so that a resumed run sees what an uninterrupted one saw (−0 is 0). */
function asStored(suite: Suite, outcome: Outcome): Outcome {
  const parsed = outcomeSchema.safeParse(outcome);
  if (parsed.success) return outcomeSchema.parse(JSON.parse(JSON.stringify(parsed.data)));
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  return failed(
    "suite/bad-outcome",
    `suite ${suite.id}: measure gave no outcome: ${where} ${issue?.message ?? ""}`,
  );
}

/** Who is asked, and what has become of it afterwards: an outcome that counts whatever the suite made of the answers. */
interface Examinee {
  readonly subject: Subject;
  readonly settle: () => Promise<Outcome | undefined>;
  /** Whether the data can be used no longer. */
  readonly spoilt: () => boolean;
}

function examinee(metric: Metric | Submission, path: SeedPath, guard: Guard): Examinee {
  if ("info" in metric) {
    const random = metricRandom(path, metric.info.id);
    const subject = submittedSubject(metric, random, random.child("share").uniform() < SHARE_ASKED_AGAIN);
    return { subject, settle: () => subject.settle(), spoilt: () => false };
  }
  const subject = subjectOf(metric, metricRandom(path, metric.id), guard);
  const mutated = (): Outcome | undefined =>
    subject.mutated ? failed("input-mutated", `${metric.id}: it changed its input`) : undefined;
  return { subject, settle: () => Promise.resolve(mutated()), spoilt: () => subject.mutated };
}

async function ask(
  { suite, case: which, profile }: Question,
  path: SeedPath,
  subject: Subject,
  data: unknown,
): Promise<Outcome> {
  try {
    const outcome = await suite.measure(subject, data, which, { random: measureRandom(path), profile });
    return asStored(suite, outcome);
  } catch (thrown) {
    return suiteFault(suite, "measure", thrown);
  }
}

/** A batch that is being asked. */
export interface OpenBatch {
  /**
   * Asks metrics in turn. Each answer is handed on as soon as it is there; its index counts from 0 in each call. A
   * metric that changes its input gets `error input-mutated`, and the next one gets the data made anew.
   */
  ask(
    metrics: readonly (Metric | Submission)[],
    answered: (answer: Answer) => void | Promise<void>,
  ): Promise<void>;
  /** Lets go of the data and of what was derived from them. */
  close(): void;
}

/** Opens a batch; its data are made when the first metric is asked, and once for all that do not change them. */
export function openBatch(question: Question): OpenBatch {
  const { suite, seed, replicate } = question;
  const path: SeedPath = { seed, suite: versioned(suite), case: question.case.id, replicate };
  let stage: Stage | undefined;
  return {
    ask: async (metrics, answered) => {
      for (const [index, metric] of metrics.entries()) {
        stage ??= await prepareStage(question, path);
        if ("fault" in stage) {
          await answered({ index, outcome: stage.fault, seconds: 0 });
          continue;
        }
        const start = seconds();
        const { subject, settle, spoilt } = examinee(metric, path, stage.guard);
        const measured = await ask(question, path, subject, stage.data);
        const answer: Answer = { index, outcome: (await settle()) ?? measured, seconds: seconds() - start };
        if (spoilt()) {
          stage = undefined;
          forgetDerived();
        }
        await answered(answer);
      }
    },
    close: () => {
      stage = undefined;
      forgetDerived();
    },
  };
}

/** Asks a batch's metrics and lets go of its data. */
export async function executeBatch(
  { metrics, ...question }: Work,
  answered: (answer: Answer) => void | Promise<void>,
): Promise<void> {
  const batch = openBatch(question);
  await batch.ask(metrics, answered);
  batch.close();
}
