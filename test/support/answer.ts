import { ok, Undefined, undefinedBecause, type NumberOutcome } from "../../core/outcome.ts";

/** A value, or the reason why there is none, as the engine would record it. */
export function answer(ask: () => number): NumberOutcome {
  try {
    return ok(ask());
  } catch (thrown) {
    if (thrown instanceof Undefined) return undefinedBecause(thrown.message);
    throw thrown;
  }
}
