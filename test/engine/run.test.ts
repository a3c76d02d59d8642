import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Metric } from "../../core/metric.ts";
import { resultSchema } from "../../core/result.ts";
import type { Suite } from "../../core/suite.ts";
import type { Progress } from "../../engine/progress.ts";
import { lastingText } from "../../engine/result-file.ts";
import { runBenchmark, type Run, type RunOptions } from "../../engine/run.ts";
import { ALL_SUITES, TEST_CATALOGUE } from "./support/catalogue.ts";
import { temporaryFolders } from "./support/folder.ts";
import {
  dice,
  difference,
  killer,
  mutator,
  notANumber,
  thrower,
  undefinedAlways,
} from "./support/metrics.ts";
import { brokenSuite, gridSuite, pairSuite } from "./support/suites.ts";

const newFolder = temporaryFolders();
const METRICS: readonly Metric[] = [difference, mutator, dice, undefinedAlways, thrower, notANumber];
const SUITES: readonly Suite[] = [pairSuite(), gridSuite];

/** A run in this process, in a folder of its own unless told otherwise. */
function run(more: Partial<RunOptions> = {}): Promise<Run> {
  const given = { metrics: METRICS, suites: SUITES, profile: "quick", seed: 1, workers: 0 } as const;
  return runBenchmark({ ...given, out: newFolder(), catalogue: TEST_CATALOGUE, ...more });
}

describe("runBenchmark", () => {
  it("writes a valid result that is what it returns", async () => {
    const { result, resultFile, unanswered } = await run();
    expect(resultSchema.parse(JSON.parse(readFileSync(resultFile, "utf8")))).toEqual(result);
    expect(unanswered).toBe(0);
    expect(result.metrics.map(({ id }) => id)).toEqual(METRICS.map(({ id }) => id));
    expect(result.coverage).toHaveLength(12);
    expect(result.coverage.find(({ metric, suite }) => metric === "dice" && suite === "pairs")).toMatchObject(
      {
        planned: 4,
        notApplicable: 4,
      },
    );
    expect(result.findings).toHaveLength(6 * (4 + 1));
    expect(result.volatile).toMatchObject({ cellsRun: 5 * 4 + 6, cellsResumed: 0, workers: 1 });
  });

  it("gives the same result for one process, one worker and two, and in any order", async () => {
    const texts = [];
    for (const workers of [0, 1, 2]) texts.push(lastingText((await run({ workers })).result));
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
    const reversed = (await run({ metrics: [...METRICS].reverse(), suites: [...SUITES].reverse() })).result;
    expect(reversed.findings).toEqual((await run()).result.findings);
    expect(reversed.manifest).toEqual((await run()).result.manifest);
  });

  it("gives other numbers for another seed", async () => {
    const [one, two] = [await run(), await run({ seed: 2 })];
    const value = ({ result }: Run): unknown =>
      result.findings.find(({ metric }) => metric === "difference")!.outcome;
    expect(value(two)).not.toEqual(value(one));
  });

  it("moves no finding when a metric, a suite or a case is added", async () => {
    const small = await run({ metrics: [difference], suites: [pairSuite([7])] });
    const large = await run({ suites: [pairSuite([4, 7, 9]), gridSuite] });
    const kept = new Set(large.result.findings.map((finding) => JSON.stringify(finding)));
    expect(small.result.findings.filter((finding) => !kept.has(JSON.stringify(finding)))).toEqual([]);
  });

  it("keeps what a suite measures of the machine apart, so that the rest is the same again", async () => {
    let moment = 0;
    const clock: Suite = {
      ...gridSuite,
      id: "clock",
      volatile: true,
      measure: () => ({ status: "ok", value: moment++ }),
    };
    const [one, two] = [await run({ suites: [clock, gridSuite] }), await run({ suites: [clock, gridSuite] })];
    expect(lastingText(two.result)).toBe(lastingText(one.result));
    expect(one.result.findings.map(({ suite }) => suite)).not.toContain("clock");
    const measured = ({ result }: Run): unknown[] =>
      (result.volatile.findings ?? []).map(({ suite, outcome }) => [suite, outcome]);
    expect(measured(one).slice(0, 1)).toEqual([
      ["clock", { status: "ok", value: expect.any(Number) as number }],
    ]);
    expect(measured(two)).not.toEqual(measured(one));
  });

  it("runs only what is missing and ends with the same result", async () => {
    const first = await run();
    const out = path.dirname(first.resultFile);
    const size = readFileSync(first.cellsFile).length;
    const again = await run({ out });
    expect(again.result.volatile).toMatchObject({ cellsRun: 0, cellsResumed: 26 });
    expect(readFileSync(first.cellsFile)).toHaveLength(size);
    for (const length of [size - 1, Math.round(size / 2), 50, 0]) {
      truncateSync(first.cellsFile, length);
      const resumed = await run({ out });
      expect(resumed.result.volatile.cellsRun).toBeGreaterThan(0);
      expect(lastingText(resumed.result)).toBe(lastingText(first.result));
    }
    expect(lastingText(again.result)).toBe(lastingText(first.result));
  });

  it("uses the cells of a smaller run for a larger one, and begins anew when asked to", async () => {
    const out = newFolder();
    await run({ out, metrics: [difference], suites: [gridSuite] });
    expect((await run({ out })).result.volatile).toMatchObject({ cellsRun: 25, cellsResumed: 1 });
    expect((await run({ out, fresh: true })).result.volatile.cellsRun).toBe(26);
  });

  it("keeps what was done when it is interrupted, and goes on from there", async () => {
    const out = newFolder();
    const controller = new AbortController();
    const reason = new Error("interrupted");
    const stop = ({ run: done }: Progress): void => {
      if (done === 7) controller.abort(reason);
    };
    await expect(run({ out, signal: controller.signal, onProgress: stop })).rejects.toBe(reason);
    expect(existsSync(path.join(out, "result.json"))).toBe(false);
    const { result } = await run({ out });
    expect(result.volatile).toMatchObject({ cellsRun: 19, cellsResumed: 7 });
    expect(lastingText(result)).toBe(lastingText((await run()).result));
  });

  it("survives a metric that kills its workers, and counts its cells as unanswered", async () => {
    const { result, unanswered } = await run({
      metrics: [killer, difference],
      suites: [gridSuite],
      workers: 2,
    });
    expect(unanswered).toBe(1);
    expect(result.findings.map(({ metric, outcome }) => `${metric} ${outcome.status}`)).toEqual([
      "difference ok",
      "killer crashed",
    ]);
    expect(result.coverage.map(({ failed }) => failed)).toEqual([1, 0]);
  });

  it("counts the cells of a suite that cannot make its data as unanswered and asks again next time", async () => {
    const out = newFolder();
    const suites = [brokenSuite, gridSuite];
    expect((await run({ out, suites })).unanswered).toBe(6);
    const mended = ALL_SUITES.map((suite) =>
      suite.id === "broken" ? { ...gridSuite, id: "broken" } : suite,
    );
    const second = await run({ out, suites: mended.filter(({ id }) => id !== "pairs") });
    expect(second.unanswered).toBe(0);
    expect(second.result.volatile).toMatchObject({ cellsRun: 6, cellsResumed: 6 });
  });

  it("tells how far it is", async () => {
    const seen: Progress[] = [];
    await run({ onProgress: (progress) => seen.push(progress) });
    expect(seen.map((progress) => progress.run)).toEqual(Array.from({ length: 27 }, (_, k) => k));
    expect(seen.at(-1)?.fraction).toBe(1);
  });

  it.each([
    [{ workers: -1 }, "run/workers"],
    [{ workers: 1.5 }, "run/workers"],
    [{ seed: 0.5 }, "run/seed"],
    [{ seed: NaN }, "run/seed"],
    [{ metrics: [dice, dice] }, "plan/duplicate"],
  ])("refuses %j", async (more: Partial<RunOptions>, code) => {
    await expect(run(more)).rejects.toEqual(expect.objectContaining({ code }));
  });

  it("has what is made of the result written before the folder is another run's", async () => {
    const out = newFolder();
    let lockedMeanwhile = false;
    const publish = (): void => void (lockedMeanwhile = existsSync(path.join(out, ".etalon-lock")));
    await run({ out, publish });
    expect([lockedMeanwhile, existsSync(path.join(out, ".etalon-lock"))]).toEqual([true, false]);
  });

  it("gives the folder back after an error", async () => {
    const out = newFolder();
    const faulty: Suite = {
      ...gridSuite,
      summarise: () => {
        throw new Error("bug");
      },
    };
    const broken = expect.objectContaining({ code: "suite/summarise-threw" }) as unknown;
    await expect(run({ out, suites: [faulty] })).rejects.toEqual(broken);
    expect((await run({ out, suites: [gridSuite] })).result.volatile.cellsResumed).toBe(6);
    writeFileSync(
      path.join(out, ".etalon-lock"),
      JSON.stringify({ pid: process.ppid, host: (await import("node:os")).hostname() }),
    );
    await expect(run({ out })).rejects.toEqual(expect.objectContaining({ code: "store/locked" }));
  });
});
