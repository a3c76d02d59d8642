import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../core/outcome.ts";
import { answersOf } from "../../../engine/queue/answers.ts";
import { jobId, type JobData } from "../../../engine/queue/announcement.ts";
import type { Connection } from "../../../engine/queue/connection.ts";
import { jobsOf, type Jobs } from "../../../engine/queue/jobs.ts";
import type { Job, Taker } from "../../../engine/queue/library.ts";
import { noRedis } from "../../support/redis.ts";
import { until } from "../../e2e/support.ts";
import { planned, redisOfTests } from "./support.ts";

const { batches } = planned().plan;
const large = batches.findLast((batch) => batch.cells.length > 1)!;
const cells = batches.flatMap((batch) => batch.cells).map(({ id }) => id);

describe.skipIf(noRedis !== undefined)(`the jobs of a run ${noRedis ?? ""}`, () => {
  const { connected } = redisOfTests();

  interface Scene {
    readonly connection: Connection;
    readonly jobs: Jobs;
    /** Cells that still want an answer. */
    readonly wanted: Set<string>;
    readonly givenUp: Map<string, Outcome>;
    readonly reconcile: () => Promise<void>;
    /** Takes jobs until it is closed. */
    readonly take: (process: (job: Job<JobData>) => Promise<void>) => Taker;
    readonly counts: () => Promise<number[]>;
  }

  async function scene(run: string): Promise<Scene> {
    const connection = await connected();
    const wanted = new Set(cells);
    const givenUp = new Map<string, Outcome>();
    const answers = answersOf(connection, run);
    const jobs = jobsOf(connection, run, batches, answers, ({ id }) => wanted.has(id));
    const giveUp = (cell: { readonly id: string }, outcome: Outcome): void => {
      wanted.delete(cell.id);
      givenUp.set(cell.id, outcome);
    };
    return {
      connection,
      jobs,
      wanted,
      givenUp,
      reconcile: () => jobs.reconcile(() => Promise.resolve(), giveUp),
      take: (process) => {
        const limits = { lockDuration: 5000, stalledInterval: 5000, maxStalledCount: 1, runRetryDelay: 1000 };
        const { options, library } = connection;
        const place = { connection: options, prefix: "etalon", concurrency: 1, skipVersionCheck: true };
        return new library.Worker<JobData>(run, process, { ...place, ...limits });
      },
      counts: async () => {
        const { wait, failed } = await jobs.queue.getJobCounts("wait", "failed");
        return [wait ?? 0, failed ?? 0];
      },
    };
  }

  it("are one for each batch, put in once", async () => {
    const { jobs, counts, reconcile, wanted } = await scene("run-1");
    await jobs.put();
    await jobs.put();
    await reconcile();
    expect(await counts()).toEqual([batches.length, 0]);
    await jobs.queue.obliterate({ force: true });
    for (const { id } of batches[0]!.cells) wanted.delete(id);
    wanted.delete(large.cells[0]!.id);
    await jobs.put();
    expect(await counts()).toEqual([batches.length - 1, 0]);
    const seen = new Map<string, readonly string[]>();
    const taker = (await scene("run-1")).take((job) => {
      seen.set(job.id!, job.data.cells);
      return Promise.resolve();
    });
    await until(() => seen.size === batches.length - 1);
    await taker.close();
    expect(seen.get(jobId(large))).toEqual(large.cells.slice(1).map(({ id }) => id));
  });

  it("are put in again, but not for ever, when they leave the queue without their answers", async () => {
    const { jobs, reconcile, take, wanted, givenUp } = await scene("run-2");
    const times = new Map<string, number>();
    await jobs.put();
    const taker = take((job) => {
      times.set(job.id!, (times.get(job.id!) ?? 0) + 1);
      return Promise.resolve();
    });
    while (wanted.size > 0) {
      await reconcile();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await taker.close();
    expect([...times.values()]).toEqual(batches.map(() => 6));
    expect([...givenUp.keys()].sort()).toEqual([...cells].sort());
    expect([...givenUp.values()][0]).toMatchObject({ status: "crashed" });
  });

  it("that fail for good are given up with the reason, and tried anew by the next coordinator", async () => {
    const { jobs, reconcile, take, counts, givenUp, wanted } = await scene("run-3");
    await jobs.put();
    const failing = class extends Error {
      override name = "UnrecoverableError";
    };
    const taker = take(() => Promise.reject(new failing("no disk")));
    while ((await counts())[1] !== batches.length) await new Promise((resolve) => setTimeout(resolve, 50));
    await taker.close();
    const next = await scene("run-3");
    await next.jobs.removeFailed();
    await next.jobs.put();
    expect(await counts()).toEqual([batches.length, 0]);
    const again = take(() => Promise.reject(new failing("no disk")));
    while ((await counts())[1] !== batches.length) await new Promise((resolve) => setTimeout(resolve, 50));
    await again.close();
    await reconcile();
    expect([wanted.size, givenUp.size]).toEqual([0, cells.length]);
    expect(new Set([...givenUp.values()].map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify({ status: "crashed", message: "the queue gave up: no disk" })]),
    );
    expect(await counts()).toEqual([0, 0]);
  });
});
