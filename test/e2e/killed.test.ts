import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { resultSchema, type Result } from "../../core/result.ts";
import { seconds } from "../../engine/clock.ts";
import { lastingText } from "../../engine/result-file.ts";
import { piecesOf, readCells } from "../../engine/store/lines.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { start, type Ended } from "./support.ts";

// The run is killed at random moments, from its start to its end; fifty with ETALON_SOAK.

const MOMENTS = process.env["ETALON_SOAK"] ? 50 : 10;

/** Milliseconds; some 4 s of processor time for each moment, on a machine that may be busy. */
const PATIENCE = MOMENTS * 90_000;

const newFolder = temporaryFolders();

const words = (out: string, workers: number): string[] => [
  ...["run", "--metrics", "nbs,norm-ratio,random", "--suites", "identities,axioms", "--backend", "portable"],
  ...["--workers", String(workers), "--out", out],
];

const run = (out: string, workers: number): Promise<Ended> => start(words(out, workers)).ended;

const resultIn = (folder: string): Result =>
  resultSchema.parse(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8")));

const named = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !/\.\d+\.tmp$/.test(name))
    .sort();

/** Reads every file of a folder as its readers do, and counts the stored cells. */
function parseAll(folder: string): number {
  let cells = 0;
  for (const name of named(folder)) {
    const file = path.join(folder, name);
    switch (path.basename(name)) {
      case "result.json":
        resultIn(folder);
        break;
      case "index.html":
        expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[^]*<\/html>\s*$/i);
        break;
      case "cells.jsonl": {
        const { header, damaged, wholeBytes } = readCells(piecesOf(file), () => cells++);
        expect(damaged).toEqual([]);
        expect(header === undefined).toBe(wholeBytes === 0);
        break;
      }
      case ".etalon-lock":
        expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ host: expect.any(String) as string });
        break;
      case "counter-examples":
        break;
      default:
        expect(path.dirname(name)).toBe("counter-examples");
        expect(readFileSync(file, "utf8").endsWith("\n")).toBe(true);
    }
  }
  return cells;
}

interface Undisturbed {
  readonly folder: string;
  readonly seconds: number;
}

async function undisturbed(workers: number): Promise<Undisturbed> {
  const folder = newFolder();
  const begin = seconds();
  expect((await run(folder, workers)).exitCode).toBe(0);
  return { folder, seconds: seconds() - begin };
}

/** Starts a run and kills it at a random moment; whether it was still going on then. */
async function killed(folder: string, workers: number, after: number): Promise<boolean> {
  const { child, ended } = start(words(folder, workers));
  const timer = setTimeout(() => child.kill("SIGKILL"), after * 1000);
  await ended;
  clearTimeout(timer);
  return child.signalCode === "SIGKILL";
}

describe("a run that is killed", () => {
  it(
    `at ${MOMENTS} random moments leaves files that parse, and goes on to the same result`,
    async () => {
      const random = randomFrom(Number(process.env["ETALON_TEST_SEED"] ?? 1), "killed");
      const whole = { 0: await undisturbed(0), 1: await undisturbed(1) };
      const expected = lastingText(resultIn(whole[0].folder));
      expect(lastingText(resultIn(whole[1].folder))).toBe(expected);
      const all = parseAll(whole[0].folder);
      const kept: number[] = [];
      for (let moment = 0; moment < MOMENTS; moment++) {
        const workers = moment % 2 === 0 ? 1 : 0;
        const out = newFolder();
        // A moment after the end is none: it is drawn again.
        let folder = out;
        for (let attempt = 0; attempt < 20; attempt++) {
          folder = path.join(out, String(attempt));
          if (await killed(folder, workers, random.uniform() * whole[workers].seconds)) break;
        }
        const stored = existsSync(folder) ? parseAll(folder) : 0;
        kept.push(stored);

        expect((await run(folder, workers)).exitCode).toBe(0);
        expect(lastingText(resultIn(folder))).toBe(expected);
        const { cellsRun, cellsResumed } = resultIn(folder).volatile;
        expect(cellsRun + cellsResumed).toBe(resultIn(whole[0].folder).volatile.cellsRun);
        expect(cellsRun).toBeLessThanOrEqual(all - stored);
        expect(parseAll(folder)).toBe(all);
        expect(named(folder)).toEqual(named(whole[0].folder));
        expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);

        const bytes = readFileSync(path.join(folder, "cells.jsonl"));
        expect((await run(folder, 0)).exitCode).toBe(0);
        expect(resultIn(folder).volatile.cellsRun).toBe(0);
        expect(lastingText(resultIn(folder))).toBe(expected);
        expect(readFileSync(path.join(folder, "cells.jsonl")).equals(bytes)).toBe(true);
      }
      // Else nothing was shown: some moments must lie in the middle.
      expect(kept.filter((count) => count > 0 && count < all).length).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
