import { messageOf } from "../../core/errors.ts";
import { seconds } from "../clock.ts";
import { type Agreement, agree, type Means } from "./agree.ts";
import { type Announcement, announced } from "./announcement.ts";
import { type Connection, connect } from "./connection.ts";
import type { Queue } from "./library.ts";
import { pause, persist } from "./patience.ts";
import { type Service, serveRun } from "./service.ts";

/** How a worker serves a queue. */
export interface ServeOptions extends Means {
  /** `redis://…` or `rediss://…`. */
  readonly url: string;
  /** Number of worker processes, at least 1. */
  readonly workers: number;
  /** Ends after so many seconds without anything to do; without it a worker stays. */
  readonly untilIdle?: number;
  /** Stops it; what is being asked goes back to the queue. */
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

/** Milliseconds between two looks at what there is to do. */
const LOOK = 500;

/** What there is to do of a run. */
interface Demand {
  /** Jobs that nobody has taken. */
  readonly waiting: number;
  /** Jobs that somebody has, perhaps a worker that is no more. */
  readonly active: number;
}

/** The runs at a Redis, looked at again and again. */
function watch(connection: Connection, { say, ...means }: Means & Pick<ServeOptions, "say">) {
  const agreements = new Map<string, Agreement | undefined>();
  const queues = new Map<string, Queue>();
  let refusal: Error | undefined;

  const demandOf = async (run: string): Promise<Demand> => {
    const queue = queues.get(run) ?? connection.queue(run);
    queues.set(run, queue);
    const { wait = 0, delayed = 0, active = 0 } = await queue.getJobCounts("wait", "delayed", "active");
    return { waiting: wait + delayed, active };
  };

  const agreementWith = async (
    run: string,
    announcement: Announcement | undefined,
  ): Promise<Agreement | undefined> => {
    try {
      return await agree(run, announcement, means);
    } catch (thrown) {
      refusal ??= thrown instanceof Error ? thrown : new Error(String(thrown));
      say(`refused: ${messageOf(thrown)}`);
      return undefined;
    }
  };

  return {
    /** Why the first run that was refused was refused. */
    refusal: () => refusal,
    agreementOf: (run: string) => agreements.get(run),
    /** The runs that this worker can answer and that want something. */
    look: async (): Promise<Map<string, Demand>> => {
      const demands = new Map<string, Demand>();
      const runs = await announced(connection);
      for (const run of agreements.keys()) if (!runs.has(run)) agreements.delete(run);
      for (const [run, announcement] of runs) {
        if (!agreements.has(run)) agreements.set(run, await agreementWith(run, announcement));
        if (agreements.get(run) !== undefined) demands.set(run, await demandOf(run));
      }
      return demands;
    },
  };
}

/**
 * Answers the runs of a queue, one after the other, with worker processes of this machine, as `etalon run` does by
 * itself. A run of other code, another backend or another kind of machine is refused and said so.
 *
 * @returns how many cells it answered.
 * @throws EtalonError `queue/…`; where it ends idle and has only refused, with the refusal.
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { url, signal, say, untilIdle, workers, backend, submissions, catalogue } = options;
  const means: Means = { backend, submissions, ...(catalogue === undefined ? {} : { catalogue }) };
  const connection = await connect(url, { say, signal });
  const runs = watch(connection, { ...means, say });
  let service: Service | undefined;
  let [answered, busySince] = [0, seconds()];
  let fault: Error | undefined;
  const leave = async (): Promise<void> => {
    if (service === undefined) return;
    await service.stop();
    answered += service.cells();
    say(`${service.run}: ${service.cells()} cells answered`);
    service = undefined;
  };
  try {
    say(`waiting for runs at ${connection.address.shown}`);
    await persist(signal, async () => {
      const demands = await runs.look();
      const [current, wanted] = [
        service?.run ?? "",
        [...demands].find(([, { waiting }]) => waiting > 0)?.[0],
      ];
      const idle = service?.isBusy() !== true && demands.get(current)?.waiting === 0;
      if (service !== undefined && (!demands.has(current) || (idle && wanted !== undefined))) await leave();
      const agreement = service === undefined && wanted !== undefined ? runs.agreementOf(wanted) : undefined;
      if (agreement !== undefined && wanted !== undefined) {
        say(`${wanted}: answering with ${workers} worker processes`);
        service = serveRun(connection, wanted, agreement, { ...means, workers });
      }
      const now = seconds();
      if ([...demands.values()].some(({ waiting, active }) => waiting + active > 0)) busySince = now;
      await pause(LOOK, signal);
      fault = service?.fault();
      return fault !== undefined || (untilIdle !== undefined && now - busySince >= untilIdle);
    });
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  } finally {
    await leave();
    await connection.close();
  }
  if (fault !== undefined) throw fault;
  const refusal = runs.refusal();
  if (answered === 0 && refusal !== undefined && !signal.aborted) throw refusal;
  return answered;
}
