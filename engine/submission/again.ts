import type { NumberOutcome } from "../../core/outcome.ts";
import { failed } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { isExtreme } from "../scale.ts";
import type { Loss } from "./conversation.ts";
import type { Submission } from "./submission.ts";
import { outcomeOf } from "./verdict.ts";

/** A question and what was answered. */
export interface Asked {
  readonly x: Representation;
  readonly y: Representation;
  readonly seed: string;
  readonly outcome: NumberOutcome;
}

/** The share of a submission's cells whose questions are asked again. */
export const SHARE_ASKED_AGAIN = 0.05;

/** To the bit, as far as an outcome holds one; sentences may differ. */
function equal(a: NumberOutcome, b: NumberOutcome): boolean {
  if (a.status === "ok" && b.status === "ok") return Object.is(a.value, b.value);
  if (a.status === "error" && b.status === "error") return a.code === b.code;
  return a.status === b.status;
}

/**
 * Asks the questions of a cell again, in a shuffled order and of a process that has seen nothing else: what depends on
 * the past of a process is not a function of two representations.
 *
 * @returns `error metric/not-deterministic` for another answer, the loss of a process that did not answer at all.
 */
export async function sameAgain(
  submission: Submission,
  asked: readonly Asked[],
  random: Random,
): Promise<Loss | undefined> {
  if (asked.length === 0) return undefined;
  const { info } = submission;
  const client = await submission.fresh();
  if ("status" in client) return client;
  try {
    for (const k of random.child("again").permutation(asked.length)) {
      const { x, y, seed, outcome } = asked[k]!;
      const reply = await client.compare(x, y, seed);
      if ("loss" in reply) return reply.loss;
      const second = outcomeOf(info.id, reply.answer, () => isExtreme(x) || isExtreme(y));
      if (!equal(outcome, second)) {
        return failed(
          "metric/not-deterministic",
          `${info.id}: a fresh process gives another answer to the same question`,
        );
      }
    }
    return undefined;
  } finally {
    await client.close();
  }
}
