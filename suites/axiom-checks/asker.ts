import type { Subject } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";

/** Asks a metric, and counts. */
export interface Asker {
  /** The value, or undefined where the metric has none. */
  ask(x: Representation, y: Representation): Promise<number | undefined>;
  /** How often it was asked. */
  readonly asked: number;
  /** What it said first, if it never said a number. */
  readonly silence: NumberOutcome | undefined;
}

/** An {@link Asker} of one metric. */
export function createAsker(subject: Subject): Asker {
  let asked = 0;
  let answered = false;
  let first: NumberOutcome | undefined;
  return {
    async ask(x, y) {
      asked++;
      const outcome = await subject.compare(x, y);
      answered ||= outcome.status === "ok";
      first ??= outcome;
      return outcome.status === "ok" ? outcome.value : undefined;
    },
    get asked() {
      return asked;
    },
    get silence() {
      return answered ? undefined : first;
    },
  };
}
