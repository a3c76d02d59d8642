import type { Matrix } from "../../core/matrix.ts";
import type { MetricInfo, SlopeOutcome, Subject } from "../../core/metric.ts";
import type { NumberOutcome, Outcome } from "../../core/outcome.ts";
import { failed } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { requireComparable } from "../../representation/create.ts";
import { answerOfThrown } from "../answer.ts";
import { isExtreme } from "../scale.ts";
import type { Client } from "./client.ts";
import type { Loss, Reply } from "./conversation.ts";
import { type Asked, sameAgain } from "./again.ts";
import type { Submission } from "./submission.ts";
import { outcomeOf } from "./verdict.ts";

/** A submission as a suite sees it during one cell. */
export interface SubmittedSubject extends Subject {
  readonly elsewhere: true;
  /**
   * The end of the cell: whatever the suite made of it, the outcome is this one if there is one. To be called once,
   * and nothing asked after it.
   */
  settle(): Promise<Outcome | undefined>;
}

/** As many questions of a cell are kept to be asked again. */
const KEPT = 200;

/** 128 bits that name a question's source of random numbers; nothing leads from them back to the run's seed. */
const seedOf = (random: Random, path: readonly number[]): string => {
  const source = random.child(...path);
  return Array.from({ length: 4 }, () =>
    source
      .integer(2 ** 32)
      .toString(16)
      .padStart(8, "0"),
  ).join("");
};

/**
 * Asks a submission by messages. Like the subject of a built-in metric it checks shapes before and answers after, and
 * never throws.
 *
 * @param again Whether the cell is one of those whose questions are asked again of a fresh process, in another order.
 */
export function submittedSubject(submission: Submission, random: Random, again: boolean): SubmittedSubject {
  const info: MetricInfo = submission.info;
  const { arrays } = submission;
  const asked: Asked[] = [];
  let count = 0;
  let client: Client | Loss | undefined;
  let spoilt: Loss | undefined;

  /** Asks the running program; a loss or a changed file is the outcome of the whole cell. */
  const put = async <T>(
    inputs: readonly Representation[],
    question: (client: Client) => Promise<T>,
    replyOf: (given: T) => Reply,
  ): Promise<{ readonly given: T } | { readonly loss: Loss }> => {
    // One process for the whole cell: its end is the cell's outcome, and no fresh one may hide it.
    client ??= await submission.client();
    if ("status" in client) return { loss: (spoilt = client) };
    const given = await question(client);
    const reply = replyOf(given);
    if ("loss" in reply) return { loss: (spoilt = reply.loss) };
    if (arrays.touched(...inputs)) return { loss: (spoilt = mutated()) };
    return { given };
  };
  const mutated = (): Loss => failed("input-mutated", `${info.id}: it changed its input`);
  const extreme = (x: Representation, y: Representation) => (): boolean => isExtreme(x) || isExtreme(y);

  const ask = async (
    x: Representation,
    y: Representation,
    path: readonly number[],
  ): Promise<NumberOutcome> => {
    if (spoilt !== undefined) return spoilt;
    try {
      requireComparable(x, y, info.minimumRows, info.id);
    } catch (thrown) {
      return answerOfThrown(info.id, thrown);
    }
    const seed = seedOf(random, path);
    const got = await put(
      [x, y],
      (client) => client.compare(x, y, seed),
      (reply) => reply,
    );
    if ("loss" in got) return got.loss;
    const { given: reply } = got;
    if ("loss" in reply) return reply.loss;
    const outcome = outcomeOf(info.id, reply.answer, extreme(x, y));
    if (outcome.status === "error" && outcome.code === "input-mutated") spoilt = outcome;
    if (again && asked.length < KEPT) asked.push({ x, y, seed, outcome });
    return outcome;
  };

  const askSlope = async (
    x: Representation,
    y: Representation,
    path: readonly number[],
  ): Promise<SlopeOutcome> => {
    if (spoilt !== undefined) return spoilt;
    try {
      requireComparable(x, y, info.minimumRows, info.id);
    } catch (thrown) {
      const outcome = answerOfThrown(info.id, thrown);
      return outcome.status === "ok" ? failed("metric/bad-gradient", `${info.id}: no gradient`) : outcome;
    }
    const got = await put(
      [x, y],
      (client) => client.gradient(x, y, seedOf(random, path)),
      ({ reply }) => reply,
    );
    if ("loss" in got) return got.loss;
    const { reply, gradient, fault = "no gradient was written" } = got.given;
    if ("loss" in reply) return reply.loss;
    const outcome = outcomeOf(info.id, reply.answer, extreme(x, y));
    if (outcome.status !== "ok") return outcome;
    const bad = gradient?.data.find((slope) => !Number.isFinite(slope));
    if (gradient !== undefined && bad === undefined)
      return { ...outcome, gradient: gradient satisfies Matrix };
    const why = bad === undefined ? fault : `the gradient holds ${bad}`;
    return failed("metric/bad-gradient", `${info.id}: ${why}`);
  };

  const allPairs = async (
    xs: readonly Representation[],
    ys: readonly Representation[],
  ): Promise<readonly NumberOutcome[]> => {
    const question = count++;
    if (submission.canPrepare) {
      for (const x of new Set([...xs, ...ys])) {
        if (spoilt !== undefined) break;
        await put(
          [x],
          (client) => client.prepare(x),
          (reply) => reply,
        );
      }
    }
    // Of one list with itself, what is declared symmetric is asked one way, as of any metric.
    const mirrored = info.symmetric && xs === ys;
    const outcomes: NumberOutcome[] = [];
    for (const [i, x] of xs.entries()) {
      for (const [j, y] of ys.entries()) {
        const known = mirrored && j < i ? outcomes[j * ys.length + i] : undefined;
        outcomes.push(known ?? (await ask(x, y, [question, i, j])));
      }
    }
    return outcomes;
  };

  /** What the program has done besides answering. */
  const aftermath = async (): Promise<Loss | undefined> => {
    if (spoilt !== undefined || client === undefined || "status" in client) return spoilt;
    if (client.loss !== undefined) return client.loss;
    if (arrays.changed()) return mutated();
    // The answer comes after everything that was said before, a second answer to an earlier question, say.
    const reply = await client.release();
    return "loss" in reply ? reply.loss : undefined;
  };

  return {
    info,
    elsewhere: true,
    compare: (x, y) => ask(x, y, [count++]),
    allPairs,
    ...(info.differentiable
      ? { slope: (x: Representation, y: Representation) => askSlope(x, y, [count++]) }
      : {}),
    async settle() {
      const differs = again && spoilt === undefined ? await sameAgain(submission, asked, random) : undefined;
      const found = differs ?? (await aftermath());
      submission.rest(found?.status === "error" && !found.code.startsWith("protocol/") ? undefined : found);
      return found;
    },
  };
}
