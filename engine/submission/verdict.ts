import type { NumberOutcome } from "../../core/outcome.ts";
import { failed, undefinedBecause } from "../../core/outcome.ts";
import { answerOf } from "../answer.ts";
import type { Answer } from "./protocol.ts";
import { brief, valueOf } from "./protocol.ts";

/** The codes of a metric's own faults that a program may use; every other one becomes `metric/threw`. */
const OWN_CODES: ReadonlySet<string> = new Set([
  "input-mutated",
  "metric/bad-gradient",
  "metric/not-a-number",
  "metric/not-finite",
  "metric/threw",
]);

/** Characters of a program's sentence that are kept. */
const LONGEST = 500;

/**
 * What an answer to `compare` or `gradient` means, by the rules for any metric's return value.
 *
 * @param extreme Whether the input's scale excuses an infinite value; asked only if there is one.
 */
export function outcomeOf(id: string, answer: Answer, extreme: () => boolean): NumberOutcome {
  switch (answer.kind) {
    case "value":
      return answerOf(id, valueOf(answer.value), extreme);
    case "no-value":
      return undefinedBecause(brief(answer.reason, LONGEST));
    case "error": {
      const code = OWN_CODES.has(answer.code) ? answer.code : "metric/threw";
      return failed(code, `${id}: ${brief(answer.message, LONGEST)}`);
    }
    case "greeting":
    case "ok":
      return failed("metric/not-a-number", `${id}: it answered a comparison without a value`);
  }
}
