import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Metric } from "../../../core/metric.ts";
import { ok } from "../../../core/outcome.ts";
import { answersOf } from "../../../engine/queue/answers.ts";
import { runName } from "../../../engine/queue/announcement.ts";
import { queued } from "../../../engine/queue/coordinate.ts";
import { serve } from "../../../engine/queue/serve.ts";
import { lastingText } from "../../../engine/result-file.ts";
import { type Run, runBenchmark, type RunOptions } from "../../../engine/run.ts";
import { TEST_CATALOGUE } from "../support/catalogue.ts";
import { temporaryFolders } from "../support/folder.ts";
import { dice, difference, killer, mutator, thrower, undefinedAlways } from "../support/metrics.ts";
import { noRedis } from "../../support/redis.ts";
import { active, planned, redisOfTests, SUITES } from "./support.ts";

const METRICS: readonly Metric[] = [difference, dice, killer, mutator, thrower, undefinedAlways];

describe.skipIf(noRedis !== undefined)(`a queued run ${noRedis ?? ""}`, () => {
  const { redis, connected } = redisOfTests();
  const newFolder = temporaryFolders();

  const run = (more: Partial<RunOptions> = {}): Promise<Run> =>
    runBenchmark({
      metrics: METRICS,
      suites: SUITES,
      profile: "quick",
      seed: 1,
      workers: 1,
      catalogue: TEST_CATALOGUE,
      out: newFolder(),
      ...more,
    });

  const work = (untilIdle: number, said: string[] = []): Promise<number> =>
    serve({
      url: redis().url,
      workers: 2,
      backend: active(),
      submissions: [],
      catalogue: TEST_CATALOGUE,
      untilIdle,
      signal: new AbortController().signal,
      say: (sentence) => said.push(sentence),
    });

  it("ends with the result of a local one: a metric's error is its result, its crash is not tried for ever", async () => {
    const [local, elsewhere, cells] = await Promise.all([
      run(),
      run({ elsewhere: queued(redis().url) }),
      work(3),
    ]);
    expect(lastingText(elsewhere.result)).toBe(lastingText(local.result));
    expect(elsewhere.unanswered).toBe(local.unanswered);
    expect(local.unanswered).toBeGreaterThan(0);
    expect(cells).toBe(local.result.volatile.cellsRun);
    expect(elsewhere.result.volatile.workers).toBeLessThanOrEqual(2);
    expect(await (await connected()).command("KEYS", "*")).toEqual([]);
  });

  it("takes the first of two answers, and says so when they differ", async () => {
    const { plan, announcement } = planned();
    const answers = answersOf(await connected(), runName(announcement));
    await answers.open();
    const all = plan.batches.flatMap((batch) => batch.cells);
    for (const { id: cell } of all) await answers.send({ cell, outcome: ok(0.25), seconds: 0, by: "one" });
    const twice = { cell: all[0]!.id, seconds: 0, by: "two" };
    await answers.send({ ...twice, outcome: ok(0.25) });
    await answers.send({ ...twice, outcome: ok(0.5) });
    await answers.send({ ...twice, cell: "of nobody", outcome: ok(1) });
    const said: string[] = [];
    const out = newFolder();
    const { result } = await run({
      metrics: [difference, dice],
      out,
      elsewhere: queued(redis().url),
      say: (sentence) => said.push(sentence),
    });
    expect(said).toEqual([expect.stringContaining(`${all[0]!.id} was answered twice, and differently`)]);
    expect(result.volatile.cellsRun).toBe(all.length);
    const lines = readFileSync(path.join(out, "cells.jsonl"), "utf8").trim().split("\n");
    expect(lines).toHaveLength(1 + plan.cells.length);
  });

  it("that begins anew does not use what an earlier one has left in the queue", async () => {
    const { plan, announcement } = planned();
    const answers = answersOf(await connected(), runName(announcement));
    await answers.open();
    for (const { id: cell } of plan.batches.flatMap((batch) => batch.cells))
      await answers.send({ cell, outcome: ok(0.25), seconds: 0, by: "one" });
    const options = { metrics: [difference, dice], fresh: true };
    const [local, elsewhere] = await Promise.all([
      run(options),
      run({ ...options, elsewhere: queued(redis().url) }),
      work(2),
    ]);
    expect(lastingText(elsewhere.result)).toBe(lastingText(local.result));
  });

  it("stops when it is told to, and leaves the queue to the next", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const out = newFolder();
    const stopped = run({
      out,
      signal: stop.signal,
      elsewhere: queued(redis().url),
      say: () => stop.abort(reason),
    });
    await expect(stopped).rejects.toBe(reason);
    const [again] = await Promise.all([run({ out, elsewhere: queued(redis().url) }), work(2)]);
    expect(again.result.volatile.cellsRun).toBeGreaterThan(0);
  });
});

describe.skipIf(noRedis !== undefined)(`a worker ${noRedis ?? ""}`, () => {
  const { redis, connected } = redisOfTests();
  const newFolder = temporaryFolders();

  it("on which no process starts gives the jobs back and says why", async () => {
    const stop = new AbortController();
    const running = runBenchmark({
      metrics: [difference],
      suites: SUITES,
      profile: "quick",
      seed: 1,
      out: newFolder(),
      signal: stop.signal,
      elsewhere: queued(redis().url),
    });
    const serving = serve({
      url: redis().url,
      workers: 1,
      // The plan can be made from it, but its process finds nothing there.
      catalogue: new URL("./broken-catalogue.ts", import.meta.url).href,
      backend: active(),
      submissions: [],
      signal: new AbortController().signal,
      say: () => undefined,
    });
    await expect(serving).rejects.toMatchObject({
      message: expect.stringContaining("broken on purpose") as string,
    });
    const connection = await connected();
    const [run] = (await connection.command("HKEYS", "etalon:runs")) as string[];
    const counts = await connection.queue(run!).getJobCounts("wait", "active", "failed", "delayed");
    expect(counts).toEqual({ wait: 5, active: 0, failed: 0, delayed: 0 });
    stop.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });
});
