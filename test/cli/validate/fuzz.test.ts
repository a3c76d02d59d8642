import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { randomFrom, type Random } from "../../../core/random.ts";
import type { Result } from "../../../core/result.ts";
import { readResult } from "../../../cli/result-input.ts";
import { validateFile } from "../../../cli/validate/file.ts";
import {
  baselineOf,
  compareHtml,
  compareResults,
  mergeResults,
  readCompareConfig,
  renderCsv,
  renderGithub,
  renderHtml,
  renderJunit,
  renderMarkdown,
} from "../../../reports/index.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { mutateBytes, mutateValue } from "../support/mutate.ts";
import { etalon } from "../support/terminal.ts";

// Files as an accident or an attacker would leave them, through every reader: an answer or an error with a code, never a
// crash, never without end. Ten thousand with ETALON_SOAK.

const FILES = process.env["ETALON_SOAK"] ? 10_000 : 1000;

/** Seconds of processor time after which a reader is taken to hang. */
const LONG = 10;

const newFolder = temporaryFolders();
const SUITES = "axioms,identities,robustness,null-bias,pc-variance,width,sensitivity,invariance";

let whole: Result;
let cells: string[];

beforeAll(async () => {
  const out = newFolder();
  const words = ["run", "--metrics", "nbs", "--suites", SUITES, "--workers", "0", "--backend", "portable"];
  expect((await etalon(...words, "--out", out)).exitCode).toBe(0);
  whole = readResult(path.join(out, "result.json"));
  cells = readFileSync(path.join(out, "cells.jsonl"), "utf8").split("\n").slice(0, -1);
});

const sample = <T>(from: readonly T[], size: number, random: Random): T[] =>
  Array.from({ length: size }, () => from[random.integer(from.length)]!).filter(
    (one, k, all) => all.indexOf(one) === k,
  );

/** A real result cut down to a few findings, so that many can be read. */
const someOf = (random: Random): Result => ({ ...whole, findings: sample(whole.findings, 6, random) });

const CONFIG = {
  ...{ profile: "quick", metrics: ["nbs", "cka-*"], suites: "layers", seed: 3, out: "o", workers: 2 },
  ...{ backend: "auto", calibrate: 100, expect: { "axioms/*": "known" }, minimumEffect: 0.02 },
  budgets: { layers: "warn", "layers/accuracy": ["error", { min: 0.9, metrics: ["cka-*"] }] },
};

interface Kind {
  readonly name: string;
  readonly text: (random: Random) => string;
}

const KINDS: readonly Kind[] = [
  ...Array<Kind>(5).fill({ name: "result.json", text: (random) => JSON.stringify(someOf(random)) }),
  {
    name: "etalon.baseline.json",
    text: (random) => JSON.stringify(baselineOf(someOf(random), "accepted")),
  },
  { name: "cells.jsonl", text: (random) => `${[cells[0], ...sample(cells, 8, random)].join("\n")}\n` },
  { name: "etalon.config.json", text: () => JSON.stringify(CONFIG) },
];

/** Every line of cells by itself is JSON; anything else is so as a whole. */
function mutated(name: string, text: string, random: Random): Buffer {
  if (random.uniform() < 0.35) return mutateBytes(text, random);
  if (!name.endsWith(".jsonl")) return Buffer.from(mutateValue(text, random));
  const lines = text.split("\n");
  const at = random.integer(lines.length - 1);
  lines[at] = mutateValue(lines[at]!, random);
  return Buffer.from(lines.join("\n"));
}

/** Everything that reads a result. */
function readAsResult(file: string, intact: Result): void {
  const result = readResult(file);
  renderHtml(result);
  renderMarkdown(result, "");
  renderCsv(result);
  renderJunit(result);
  renderGithub(result);
  const config = readCompareConfig({});
  compareHtml(compareResults(intact, result, config));
  compareResults(result, intact, config);
  mergeResults(intact, result);
}

describe("files that are wrong in any way", () => {
  it(
    `${FILES} of them: validate, report and compare answer or say a typed error`,
    async () => {
      const folder = newFolder();
      const faults: string[] = [];
      let [refused, accepted] = [0, 0];
      const attempt = async (k: number, what: string, work: () => unknown): Promise<void> => {
        const begin = process.cpuUsage();
        try {
          await work();
          accepted++;
        } catch (thrown) {
          if (thrown instanceof EtalonError && thrown.code !== "unexpected") refused++;
          else
            faults.push(
              `${k} ${what}: ${thrown instanceof Error ? (thrown.stack ?? "").slice(0, 600) : String(thrown)}`,
            );
        }
        const { user, system } = process.cpuUsage(begin);
        if ((user + system) / 1e6 > LONG) faults.push(`${k} ${what}: took ${(user + system) / 1e6} s`);
      };
      for (let k = 0; k < FILES; k++) {
        const random = randomFrom(Number(process.env["ETALON_TEST_SEED"] ?? 1), "fuzz", k);
        const { name, text } = KINDS[random.integer(KINDS.length)]!;
        const file = path.join(folder, name);
        writeFileSync(file, mutated(name, text(random), random));
        await attempt(k, `validate ${name}`, () => validateFile(file));
        if (name === "result.json" || name === "etalon.baseline.json")
          await attempt(k, `read ${name}`, () => readAsResult(file, someOf(random.child("intact"))));
      }
      expect(faults.slice(0, 5)).toEqual([]);
      // Both happen often, or the changes are too coarse or too fine to show anything.
      expect(refused).toBeGreaterThan(FILES / 4);
      expect(accepted).toBeGreaterThan(FILES / 20);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
    FILES * 3000,
  );
});
