import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { resultSchema } from "../../core/result.ts";
import { seconds } from "../../engine/clock.ts";
import { lastingText } from "../../engine/result-file.ts";
import { piecesOf, readCells } from "../../engine/store/lines.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { start } from "./support.ts";

// A run whose workers are killed at random all the time; the full profile with ETALON_SOAK.

const SOAK = process.env["ETALON_SOAK"] === "1";

/** In full a quarter of the full profile, batches of every suite and metric: 25 minutes. The whole takes `1/1`. */
const SHARD = process.env["ETALON_SOAK_SHARD"] ?? "1/4";
const WORDS = SOAK
  ? ["--profile", "full", "--shard", SHARD]
  : [
      ...["--metrics", "nbs,norm-ratio,ridge-cv,kernel-ridge,imd", "--backend", "portable"],
      ...["--suites", "identities,invariance,axioms,sensitivity,null-bias"],
    ];

/** Seconds between two kills: the shorter, the fewer of the longest cells live to answer. */
const BETWEEN = SOAK ? Number(process.env["ETALON_SOAK_BETWEEN"] ?? 5) : 1.5;

/** A folder that keeps the run that is left alone: a second soak of the same cells need not wait for it. */
const CALM = process.env["ETALON_SOAK_CALM"];

const newFolder = temporaryFolders();

interface Sample {
  readonly time: number;
  /** Resident bytes of the process that supervises. */
  readonly bytes: number;
  /** Its open files, pipes and sockets. */
  readonly handles: number;
}

const childrenOf = (pid: number): number[] => {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return text.split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
};

function sample(pid: number, time: number): Sample | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const bytes = 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    return { time, bytes, handles: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return undefined;
  }
}

/** Every cell's last outcome, but for the suite that measures the machine. */
function outcomesOf(folder: string): Map<string, string> {
  const outcomes = new Map<string, string>();
  readCells(piecesOf(path.join(folder, "cells.jsonl")), ({ cell, spec, outcome }) => {
    if (!spec.suite.startsWith("cost@")) outcomes.set(cell, JSON.stringify(outcome));
  });
  return outcomes;
}

/** The result, where the run was a whole one. */
function resultOf(folder: string): string | undefined {
  const file = path.join(folder, "result.json");
  return existsSync(file)
    ? lastingText(resultSchema.parse(JSON.parse(readFileSync(file, "utf8"))))
    : undefined;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe.skipIf(!existsSync("/proc/self/fd"))("a run whose workers are killed again and again", () => {
  it(
    "ends with the result of one that is left alone, with flat memory and file handles",
    { timeout: SOAK ? 14_400_000 : 300_000 },
    async () => {
      const [calm, disturbed] = [CALM ?? newFolder(), newFolder()];
      const words = (out: string): string[] => ["run", ...WORDS, "--workers", "2", "--out", out];
      expect(await start(words(calm)).ended).toMatchObject({ exitCode: 0 });

      const random = randomFrom("endurance");
      const { child, ended } = start(words(disturbed));
      const begin = seconds();
      const samples: Sample[] = [];
      let [kills, next, over] = [0, BETWEEN, false];
      void ended.then(() => (over = true));
      while (!over) {
        await new Promise((resolve) => setTimeout(resolve, SOAK ? 500 : 50));
        const time = seconds() - begin;
        const now = sample(child.pid!, time);
        if (now !== undefined) samples.push(now);
        if (time < next) continue;
        const workers = childrenOf(child.pid!);
        const victim = workers[random.child(kills).integer(Math.max(1, workers.length))];
        next = time + BETWEEN;
        if (victim === undefined) continue;
        try {
          process.kill(victim, "SIGKILL");
          kills++;
        } catch {
          // It ended by itself in the meantime.
        }
      }
      // A cell that was killed three times in a row is `crashed`; the same command asks it again.
      const { exitCode, stderr } = await ended;
      expect([0, 3], stderr).toContain(exitCode);
      if (exitCode === 3) expect(await start(words(disturbed)).ended).toMatchObject({ exitCode: 0 });
      expect(kills).toBeGreaterThan(0);
      const [alone, after] = [outcomesOf(calm), outcomesOf(disturbed)];
      expect(after.size).toBe(alone.size);
      expect([...alone].filter(([cell, outcome]) => after.get(cell) !== outcome)).toEqual([]);
      expect(resultOf(disturbed)).toBe(resultOf(calm));

      const part = (from: number, to: number): Sample[] =>
        samples.slice(Math.floor(from * samples.length), Math.ceil(to * samples.length));
      const [early, late] = [part(0.25, 0.5), part(0.7, 0.95)];
      const handles = [early, late].map((some) => mean(some.map((one) => one.handles)));
      const bytes = [early, late].map((some) => mean(some.map((one) => one.bytes)));
      if (SOAK) {
        const megabytes = bytes.map((value) => Math.round(value / 2 ** 20));
        console.log(
          `endurance: ${alone.size} cells, ${kills} kills, exit code ${exitCode}, in ${Math.round(samples.at(-1)!.time)} s; supervisor's memory ${megabytes.join(" → ")} MiB, handles ${handles.map((value) => value.toFixed(1)).join(" → ")}`,
        );
      }
      // A worker that is gone leaves none of its pipes: two workers more or less of them.
      expect(handles[1]! - handles[0]!).toBeLessThan(8);
      // Outcomes are kept until the end: what is held for each is far below this.
      expect(bytes[1]! - bytes[0]!).toBeLessThan(64 * 2 ** 20);
    },
  );
});
