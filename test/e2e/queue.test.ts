import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resultSchema, type Result } from "../../core/result.ts";
import { lastingText } from "../../engine/result-file.ts";
import { piecesOf, readCells } from "../../engine/store/lines.ts";
import { connect } from "../../engine/queue/connection.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { noRedis, type Redis, startRedis } from "../support/redis.ts";
import { etalon, start, until, type Running } from "./support.ts";

// Real processes and a real Redis; each test ends with the result of a run without a queue.

const newFolder = temporaryFolders();

const SELECTION = [
  ...["--metrics", "nbs,norm-ratio,random", "--suites", "identities,axioms"],
  ...["--backend", "portable"],
];

const resultIn = (folder: string): Result =>
  resultSchema.parse(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8")));

/** Milliseconds for each of them, on a machine that may be busy; alone it takes half a minute at most. */
const PATIENCE = 120_000;

/** How often each cell is stored in a folder. */
function storedIn(folder: string): Map<string, number> {
  const counts = new Map<string, number>();
  const file = path.join(folder, "cells.jsonl");
  if (existsSync(file))
    readCells(piecesOf(file), ({ cell }) => counts.set(cell, (counts.get(cell) ?? 0) + 1));
  return counts;
}

/** The processes that a process has started. */
const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
  );

function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) throw new Error("no process");
  try {
    process.kill(pid, signal);
  } catch (thrown) {
    // It has ended by itself.
    if ((thrown as NodeJS.ErrnoException).code !== "ESRCH") throw thrown;
  }
}

describe.skipIf(noRedis !== undefined)(`a queue ${noRedis ?? ""}`, { timeout: PATIENCE }, () => {
  let expected = "";
  let cells: string[] = [];
  /** Stored without being asked of anyone: those that do not apply. */
  let unasked = 0;
  let redis: Redis;
  let out = "";
  const running: Running[] = [];
  const halted = new Set<number>();
  const halt = (pid: number | undefined): void => {
    kill(pid, "SIGSTOP");
    halted.add(pid!);
  };
  const go = (pid: number | undefined): void => kill(pid, "SIGCONT");
  const keep = (one: Running): Running => {
    running.push(one);
    return one;
  };

  const coordinator = (): Running => keep(start(["run", ...SELECTION, "--queue", redis.url, "--out", out]));
  const worker = (...more: readonly string[]): Running =>
    keep(start(["worker", "--queue", redis.url, "--backend", "portable", "--workers", "1", ...more]));

  /** Tells a worker to leave, which it does as one that has ended well; how many cells it says that it answered. */
  async function cellsOf({ child, ended }: Running): Promise<number> {
    child.kill("SIGTERM");
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(0);
    return Number(/(\d+) cells? answered in all/.exec(stderr)?.[1]);
  }

  /** Waits until so many cells are answered. */
  const answered = (count: number): Promise<void> => until(() => storedIn(out).size >= unasked + count);

  async function requireSameAsLocal(run: Running): Promise<void> {
    const { exitCode, stderr } = await run.ended;
    expect(stderr).not.toMatch(/answered twice|gave up|cannot be read/);
    expect(exitCode).toBe(0);
    expect(lastingText(resultIn(out))).toBe(expected);
    const stored = storedIn(out);
    expect([...stored.keys()].sort()).toEqual(cells);
    expect([...stored.values()].every((count) => count === 1)).toBe(true);
  }

  beforeAll(async () => {
    const folder = newFolder();
    expect((await etalon("run", ...SELECTION, "--workers", "1", "--out", folder)).exitCode).toBe(0);
    expected = lastingText(resultIn(folder));
    cells = [...storedIn(folder).keys()].sort();
    unasked = cells.length - resultIn(folder).volatile.cellsRun;
  });

  beforeEach(async () => {
    redis = await startRedis(newFolder());
    out = path.join(newFolder(), "out");
  });

  afterEach(async () => {
    for (const pid of halted) go(pid);
    halted.clear();
    for (const { child } of running) child.kill("SIGKILL");
    await Promise.all(running.map(({ ended }) => ended));
    running.length = 0;
    await redis.kill();
  });

  afterAll(() => expect(running).toEqual([]));

  it("answers a run as one machine does, and leaves nothing in Redis", async () => {
    const worked = worker("--until-idle", "3");
    const run = coordinator();
    await requireSameAsLocal(run);
    const { exitCode, stderr } = await worked.ended;
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`${resultIn(out).volatile.cellsRun} cells answered in all`);
    const connection = await connect(redis.url);
    expect(await connection.command("KEYS", "*")).toEqual([]);
    await connection.close();
  });

  it("has the cells of a worker that is killed in the middle of one answered by another", async () => {
    const run = coordinator();
    const lost = worker();
    await answered(8);
    const [child] = childrenOf(lost.child.pid!);
    // It stands still where it is, and is never heard of again.
    halt(child);
    kill(lost.child.pid, "SIGKILL");
    kill(child, "SIGKILL");
    await lost.ended;
    const before = storedIn(out).size;
    expect(before).toBeLessThan(cells.length);
    worker();
    await requireSameAsLocal(run);
    // What it had answered was not asked again.
    expect(resultIn(out).volatile.cellsRun).toBe(cells.length - unasked);
  });

  it("goes on when Redis is killed and started again", async () => {
    const run = coordinator();
    const worked = worker();
    await answered(8);
    await redis.kill();
    const held = storedIn(out).size;
    expect(held).toBeLessThan(cells.length);
    // Long enough for locks and connections to be missed.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await redis.start();
    await requireSameAsLocal(run);
    await cellsOf(worked);
    expect((await worked.ended).stderr).toMatch(/is lost; waiting for it[^]*connected to .* again/);
  });

  it("gives two workers of different speed what each can do", async () => {
    const run = coordinator();
    const [slow, fast] = [worker(), worker()];
    await until(() => childrenOf(slow.child.pid!).length > 0);
    const [child] = childrenOf(slow.child.pid!);
    // A fifth of the time it computes.
    let tick = 0;
    const timer = setInterval(() => (tick++ % 5 === 0 ? go(child) : halt(child)), 60);
    await requireSameAsLocal(run);
    clearInterval(timer);
    go(child);
    expect(resultIn(out).volatile.workers).toBe(2);
    const [few, many] = [await cellsOf(slow), await cellsOf(fast)];
    expect(few + many).toBe(resultIn(out).volatile.cellsRun);
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThan(many);
  });

  it("takes over from a worker that stands still, whose late answers then count for nothing", async () => {
    const run = coordinator();
    const still = worker();
    await answered(4);
    const [child] = childrenOf(still.child.pid!);
    halt(still.child.pid);
    halt(child);
    const other = worker();
    await requireSameAsLocal(run);
    go(child);
    go(still.child.pid);
    // It finishes what it had, finds nobody who wants it, and leaves when it is told to.
    await cellsOf(still);
    await cellsOf(other);
    const connection = await connect(redis.url);
    const left = (await connection.command("KEYS", "*")) as string[];
    expect(left.filter((key) => /answer|:b[0-9a-f]{20}/.test(key))).toEqual([]);
    await connection.close();
  });

  it("goes on when the coordinator is killed and started again", async () => {
    const first = coordinator();
    const worked = worker("--until-idle", "4");
    await answered(4);
    first.child.kill("SIGKILL");
    await first.ended;
    const before = storedIn(out).size;
    // Nobody receives, and the worker finishes all the same.
    expect((await worked.ended).exitCode).toBe(0);
    expect(storedIn(out).size).toBe(before);
    // There is no worker any more: all that is missing was waiting in Redis.
    const second = coordinator();
    await requireSameAsLocal(second);
    expect(resultIn(out).volatile.cellsResumed).toBe(before - unasked);
  });

  it("gets back what a worker has that is told to leave", async () => {
    const run = coordinator();
    const leaving = worker();
    await answered(4);
    expect(await cellsOf(leaving)).toBeGreaterThanOrEqual(4);
    const left = cells.length - storedIn(out).size;
    expect(left).toBeGreaterThan(0);
    worker();
    await requireSameAsLocal(run);
  });

  it("can be left while Redis is away, by workers and coordinator", async () => {
    const run = coordinator();
    const worked = worker();
    await answered(4);
    await redis.kill();
    run.child.kill("SIGTERM");
    await cellsOf(worked);
    expect((await run.ended).exitCode).toBe(130);
    await redis.start();
    worker();
    await requireSameAsLocal(coordinator());
  });

  it.each([0, 1, 2, 3])("ends a worker that is told to leave %i ms after Redis was killed", async (delay) => {
    coordinator();
    const worked = worker();
    await answered(4);
    // Whether the worker has noticed is a matter of luck.
    const killed = redis.kill();
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    await cellsOf(worked);
    await killed;
  });

  it("is refused by a worker of another kind, which says why", async () => {
    coordinator();
    // The run is announced first.
    const connection = await connect(redis.url);
    const { command } = connection;
    let runs: unknown[] = [];
    while (runs.length === 0) runs = (await command("HGETALL", "etalon:runs")) as unknown[];
    const [name, text] = runs as [string, string];
    const announced = JSON.parse(text) as { header: { code: string } };
    announced.header.code = "0".repeat(64);
    const { runName } = await import("../../engine/queue/announcement.ts");
    await command("HSET", "etalon:runs", runName(announced as never), JSON.stringify(announced));
    running[0]!.child.kill("SIGKILL");
    await command("HDEL", "etalon:runs", name);
    await connection.close();
    const { exitCode, stderr } = await worker("--until-idle", "1").ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/another code than its coordinator.*install the same version/);
  });
});
