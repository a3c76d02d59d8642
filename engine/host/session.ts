import { EtalonError } from "../../core/errors.ts";
import type { Metric } from "../../core/metric.ts";
import type { Catalogue } from "../catalogue.ts";
import { type Answer, type OpenBatch, openBatch } from "../execute.ts";
import { type InsideSpec, isSubmitted } from "../submission/spec.ts";
import { openSubmission, type Submission } from "../submission/submission.ts";
import type { BatchMessage, OpenMessage } from "./messages.ts";

/** What a process executes batches with. */
export interface Session {
  /**
   * Executes a batch named by message with the code of the catalogue; one at a time. The data of a batch that goes on
   * are kept until another one is executed.
   */
  execute(batch: BatchMessage, answered: (answer: Answer) => void | Promise<void>): Promise<void>;
  /** Ends what submissions have running. */
  close(): Promise<void>;
}

function find<T extends { readonly id: string }>(what: string, from: readonly T[], id: string): T {
  const found = from.find((item) => item.id === id);
  if (found === undefined) {
    throw new EtalonError("engine/not-in-catalogue", `worker: the catalogue has no ${what} "${id}"`);
  }
  return found;
}

/** A module that is to run in this very process, by the command line's own loader. */
async function loadInside({ loader, word }: InsideSpec["inside"]): Promise<Metric> {
  const { loadCandidate } = (await import(loader)) as {
    loadCandidate: (word: string) => Promise<{ readonly metric: Metric }>;
  };
  return (await loadCandidate(word)).metric;
}

/** Executes batches with the code of a catalogue, starting the programs of its submissions when they are asked. */
export function session(
  catalogue: Catalogue,
  { profile, seed, submissions = [] }: Pick<OpenMessage, "profile" | "seed" | "submissions">,
): Session {
  const known = [...catalogue.metrics, ...submissions];
  const opened = new Map<string, Submission>();
  const inside = new Map<string, Promise<Metric>>();
  let kept: { readonly name: string; readonly batch: OpenBatch } | undefined;

  const examined = async (id: string): Promise<Metric | Submission> => {
    const metric = find("metric", known, id);
    if (!isSubmitted(metric)) return metric;
    const { spec } = metric;
    if ("inside" in spec) {
      const loading = inside.get(id) ?? loadInside(spec.inside);
      inside.set(id, loading);
      return loading;
    }
    const submission = opened.get(id) ?? openSubmission(metric, spec);
    opened.set(id, submission);
    return submission;
  };

  return {
    async execute({ suite, case: which, replicate, metrics, goesOn = false }, answered) {
      const name = JSON.stringify([suite, which, replicate]);
      if (kept?.name !== name) {
        kept?.batch.close();
        kept = undefined;
        const found = find("suite", catalogue.suites, suite);
        kept = { name, batch: openBatch({ suite: found, case: which, replicate, profile, seed }) };
      }
      await kept.batch.ask(await Promise.all(metrics.map(examined)), answered);
      if (goesOn) return;
      kept.batch.close();
      kept = undefined;
    },
    async close() {
      await Promise.all([...opened.values()].map((submission) => submission.close()));
      opened.clear();
    },
  };
}
