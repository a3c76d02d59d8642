import type { MetricInfo } from "../../core/metric.ts";
import { failed } from "../../core/outcome.ts";
import { type ArrayFolder, arrayFolder } from "./arrays.ts";
import { type Client, sameGreeting, startClient } from "./client.ts";
import type { Loss } from "./conversation.ts";
import { sweepScratch } from "./scratch.ts";
import type { ProgramSpec } from "./spec.ts";

/** A submission in this process: its program is started when it is first asked, and again after it was lost. */
export interface Submission {
  readonly info: MetricInfo;
  readonly canPrepare: boolean;
  readonly arrays: ArrayFolder;
  /** The running program, awake, or why there is none. */
  client(): Promise<Client | Loss>;
  /** Another program of its own, which has seen nothing yet. Whoever asks for it closes it. */
  fresh(): Promise<Client | Loss>;
  /** The end of a cell: counts what was lost, and puts the program to sleep. */
  rest(loss: Loss | undefined): void;
  close(): Promise<void>;
}

/**
 * After so many cells in a row, or seconds waited in vain, that cost a process each, the rest get the last outcome
 * without being asked, so that a run ends. Such outcomes are not kept: the next run asks again.
 */
const PATIENCE = { cells: 5, seconds: 60 } as const;

/** A metric by messages. Nothing is started yet. */
export function openSubmission(metric: MetricInfo, spec: ProgramSpec): Submission {
  const { launch, confinement, greeting, etalon } = spec;
  sweepScratch();
  const arrays = arrayFolder();
  let current: Client | undefined;
  let [lost, waited]: [number, number] = [0, 0];
  let last: Loss | undefined;

  const start = async (): Promise<Client | Loss> => {
    const started = await startClient(launch, confinement, arrays, etalon);
    if (!("compare" in started)) return started.loss;
    if (sameGreeting(started.greeting, greeting)) return started;
    await started.close();
    return failed("protocol/changed", `${metric.id}: its program says something else of itself than before`);
  };

  return {
    info: metric,
    canPrepare: greeting.abilities.includes("prepare"),
    arrays,
    async client() {
      if (last !== undefined && (lost >= PATIENCE.cells || waited >= PATIENCE.seconds)) return last;
      if (current?.loss !== undefined) {
        await current.close();
        current = undefined;
      }
      if (current === undefined) {
        const started = await start();
        if ("status" in started) return started;
        current = started;
      }
      current.wake();
      return current;
    },
    fresh: start,
    rest(loss) {
      if (loss === undefined) [lost, waited] = [0, 0];
      else {
        lost++;
        if (loss.status === "timeout") waited += loss.seconds;
      }
      last = loss;
      arrays.forget();
      current?.sleep();
    },
    async close() {
      await current?.close();
      arrays.remove();
    },
  };
}
