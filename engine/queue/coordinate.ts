import { contentHash } from "../../core/hash.ts";
import type { Outcome } from "../../core/outcome.ts";
import { seconds } from "../clock.ts";
import type { OnOutcome } from "../host/slot.ts";
import { makeHeader } from "../manifest.ts";
import { type Batch, metricName, type PlannedCell, versioned } from "../plan.ts";
import type { Task } from "../run.ts";
import { isLasting } from "../store.ts";
import { isSubmitted } from "../submission/spec.ts";
import { announce, type Announcement, runName, withdraw } from "./announcement.ts";
import { answersOf, type Message } from "./answers.ts";
import { claimRun } from "./claim.ts";
import { type Connection, connect } from "./connection.ts";
import { jobsOf } from "./jobs.ts";
import { persist } from "./patience.ts";

/** Milliseconds that an answer is waited for at a time. */
const WAIT = 1000;

/** Seconds between two looks at the queue itself. */
const LOOK = 3;

/** Seconds without an answer after which a user is told what is missing. */
const SILENCE = 20;

const announcementOf = ({ manifest, metrics, suites }: Task): Announcement => ({
  header: makeHeader(manifest),
  version: manifest.etalon,
  plan: manifest.plan,
  metrics: metrics.filter((metric) => !isSubmitted(metric)).map(({ id }) => id),
  submissions: metrics.filter(isSubmitted).map(metricName),
  suites: suites.map(({ id }) => id),
});

/** What has been answered and what has not. */
interface Ledger {
  readonly wanted: (cell: PlannedCell) => boolean;
  readonly open: () => number;
  readonly take: (message: Message) => void;
  readonly giveUp: (cell: PlannedCell, outcome: Outcome) => void;
  readonly workers: () => number;
}

/** Every cell is counted once: whatever comes later is only held to what came first. */
function ledger(missing: readonly Batch[], { suites, say }: Task, onOutcome: OnOutcome): Ledger {
  const cells = new Map(missing.flatMap((batch) => batch.cells).map((cell) => [cell.id, cell]));
  const machine = new Set(suites.filter(({ volatile = false }) => volatile).map(versioned));
  const first = new Map<string, string>();
  const workers = new Set<string>();
  const answer = (cell: PlannedCell, outcome: Outcome, took: number): void => {
    onOutcome(cell, outcome, took);
    cells.delete(cell.id);
    if (isLasting(outcome) && !machine.has(cell.spec.suite)) first.set(cell.id, contentHash(outcome));
  };
  return {
    wanted: ({ id }) => cells.has(id),
    open: () => cells.size,
    workers: () => workers.size,
    giveUp: (cell, outcome) => answer(cell, outcome, 0),
    take: ({ cell: id, outcome, seconds: took, by }) => {
      const cell = cells.get(id);
      if (cell !== undefined) {
        workers.add(by);
        answer(cell, outcome, took);
      } else if (first.has(id) && isLasting(outcome) && first.get(id) !== contentHash(outcome)) {
        say(`cell ${id} was answered twice, and differently: its metric or suite is not deterministic`);
      }
    },
  };
}

/** The batches of the plan that something is missing of, whole, in the order of what is missing: the costly first. */
function wholeBatches(missing: readonly Batch[], batches: readonly Batch[]): Batch[] {
  const home = new Map(batches.flatMap((batch) => batch.cells.map(({ id }) => [id, batch] as const)));
  // None of the missing batches is empty, and each is a part of one of the plan.
  return missing.map(({ cells }) => home.get(cells[0]!.id)!);
}

/** Receives answers until there is one for every cell. */
async function receive(
  connection: Connection,
  task: Task,
  missing: readonly Batch[],
  book: Ledger,
): Promise<void> {
  const { signal, say, fresh, folder, batches } = task;
  const announcement = announcementOf(task);
  const run = runName(announcement);
  const answers = answersOf(connection, run);
  const claim = await claimRun(connection, run, folder, signal);
  const jobs = jobsOf(connection, run, wholeBatches(missing, batches), answers, book.wanted);
  const invitation = `etalon worker --queue ${connection.address.shown}`;
  const damaged = (): void =>
    say("an answer in the queue cannot be read and is passed over; its cell is asked again");
  const drain = async (): Promise<void> => {
    while ((await answers.receive(book.take, damaged)) > 0);
  };
  const remove = async (): Promise<void> => {
    await withdraw(connection, run);
    await jobs.queue.obliterate({ force: true });
    await answers.remove();
  };
  const reader = connection.waiting();
  let [looked, heard, told] = [seconds(), seconds(), false];

  const begin = async (): Promise<void> => {
    if (fresh) await remove();
    await answers.open();
    // What was answered while nobody received.
    await drain();
    await jobs.removeFailed();
    await jobs.put();
    await announce(connection, announcement);
    if (book.open() > 0)
      say(`${run} is at ${connection.address.shown}; workers are started by: ${invitation}`);
  };
  const look = async (): Promise<void> => {
    looked = seconds();
    await claim.renew();
    // A Redis without persistence may have begun anew.
    await answers.open();
    await jobs.reconcile(drain, book.giveUp);
    await announce(connection, announcement);
    if (told || looked - heard < SILENCE) return;
    told = true;
    const { active = 0 } = await jobs.queue.getJobCounts("active");
    if (active === 0) say(`no worker takes anything; workers are started by: ${invitation}`);
  };
  try {
    await begin();
    await persist(signal, async () => {
      if (book.open() === 0) return true;
      if ((await answers.receive(book.take, damaged, reader.command, WAIT)) > 0) {
        heard = seconds();
        told = false;
      }
      if (seconds() - looked >= LOOK) await look();
      return false;
    });
    await remove();
  } finally {
    reader.close();
    await claim.release().catch(() => undefined);
  }
}

/**
 * Has the cells of a run answered by the workers of a queue: the coordinator plans, puts in what is missing, and stores
 * each answer as it comes. Redis is never the archive: whatever happens to it or to the coordinator, the folder has what
 * was answered, and the same command goes on from there.
 *
 * @param url `redis://…` or `rediss://…`.
 * @returns what `runBenchmark` takes as `elsewhere`.
 * @throws EtalonError `queue/…`.
 */
export const queued =
  (url: string) =>
  async (task: Task, missing: readonly Batch[], onOutcome: OnOutcome): Promise<number> => {
    const connection = await connect(url, task);
    const book = ledger(missing, task, onOutcome);
    try {
      await receive(connection, task, missing, book);
    } catch (thrown) {
      task.signal.throwIfAborted();
      throw thrown;
    } finally {
      await connection.close();
    }
    return book.workers();
  };
