import { EtalonError } from "../../core/errors.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Answer, Work } from "../execute.ts";
import { executeBatch } from "../execute.ts";
import type { BatchMessage, OpenMessage } from "./messages.ts";

function find<T extends { readonly id: string }>(what: string, from: readonly T[], id: string): T {
  const found = from.find((item) => item.id === id);
  if (found === undefined) {
    throw new EtalonError("engine/not-in-catalogue", `worker: the catalogue has no ${what} "${id}"`);
  }
  return found;
}

/** Executes batches named by message with the code of a catalogue. */
export function session(
  catalogue: Catalogue,
  { profile, seed }: Pick<OpenMessage, "profile" | "seed">,
): (batch: BatchMessage, answered: (answer: Answer) => void | Promise<void>) => Promise<void> {
  return async ({ suite, case: which, replicate, metrics }, answered) => {
    const work: Work = {
      suite: find("suite", catalogue.suites, suite),
      case: which,
      replicate,
      metrics: metrics.map((id) => find("metric", catalogue.metrics, id)),
      profile,
      seed,
    };
    await executeBatch(work, answered);
  };
}
