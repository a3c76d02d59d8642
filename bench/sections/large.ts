import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { openActivations } from "../../io/open.ts";
import { backend } from "../../linalg/index.ts";
import { momentStream } from "../../representation/streamed/stream.ts";
import { largeFiles } from "../large-files.ts";
import { spread, timed } from "../rounds.ts";
import type { Section } from "../section.ts";

const GIB = 2 ** 30;
const P = 256;
const ROWS_AT_ONCE = 8192;

/** As many groups of blocks as `etalon score` has for intervals. */
const GROUPS = 8;

/** So many blocks make a round: one block alone is too short a time. */
const BLOCKS = 8;

/** What the streams are for, and how many times the products alone they may take. */
const CONTENDERS = [
  {
    keeping: "products",
    name: "HSIC, CKA, NBS and Procrustes by centred products",
    metrics: "hsic-linear,cka-linear,nbs,procrustes",
    target: 1.5,
  },
  {
    keeping: "factor",
    name: "CCA and regression by the factor",
    metrics: "cca-mean,linear-regression",
    target: 6,
  },
] as const;

/** XᵀX, YᵀY and XᵀY of all rows, of numbers as they are: what any of them needs at least. */
function productsAlone(): (x: Matrix, y: Matrix) => void {
  const [xx, yy, xy] = [matrix(P, P), matrix(P, P), matrix(P, P)];
  const add = (sum: Matrix, part: Matrix): void => part.data.forEach((value, k) => (sum.data[k]! += value));
  return (x, y) => {
    add(xx, backend().gram(x));
    add(yy, backend().gram(y));
    backend().multiply(x, y, { transposeA: true, addTo: xy });
  };
}

/**
 * A million rows of 256 units on both sides, from files, block by block: the products alone and each stream take turns
 * over the same block, and reading is not counted. Then what a process of its own takes in memory.
 */
export const large: Section = async ({ quick, progress, add }) => {
  const n = quick ? 131_072 : 1_000_000;
  progress(`large: writing two files of ${n}×${P}`);
  const { files, remove } = largeFiles(n, P);
  try {
    const [x, y] = await Promise.all(files.map((file) => openActivations(file)));
    const alone = productsAlone();
    const sides = [x!, y!].map(({ name }) => ({ name, p: P }));
    const streams = CONTENDERS.map(({ keeping }) => momentStream(sides, keeping, GROUPS));
    const runs = [alone, ...streams.map((stream) => (a: Matrix, b: Matrix) => stream.add([a, b]))];
    const taken = runs.map((): number[] => []);
    for (let from = 0, block = 0; from < n; from += ROWS_AT_ONCE, block++) {
      const count = Math.min(ROWS_AT_ONCE, n - from);
      const [a, b] = [(await x!.readRows(from, count)).values, (await y!.readRows(from, count)).values];
      const round = Math.floor(block / BLOCKS);
      for (let k = 0; k < runs.length; k++) {
        const which = (k + block) % runs.length;
        const seconds = timed(() => runs[which]!(a, b));
        taken[which]![round] = (taken[which]![round] ?? 0) + seconds;
      }
    }
    const total = taken.map((seconds) => seconds.reduce((sum, value) => sum + value, 0));
    for (const [k, { name, target, metrics }] of CONTENDERS.entries()) {
      const finish = timed(() => streams[k]!.finish());
      const ratios = taken[k + 1]!.map((seconds, round) => seconds / taken[0]![round]!);
      add({
        section: "large",
        name: `${name} ${n}×${P}`,
        against: "the products alone",
        ratio: spread(ratios),
        target,
        ours: total[k + 1]! + finish,
        theirs: total[0]!,
        rounds: ratios.length,
        note: `${((total[k + 1]! + finish) / total[0]!).toFixed(2)} in all`,
      });
      progress(`large: memory of ${metrics}`);
      const script = path.join(import.meta.dirname, "..", "large-process.ts");
      const { stdout, status } = spawnSync(process.execPath, ["--import", "tsx", script, ...files, metrics], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      });
      const used = (status === 0 ? JSON.parse(stdout) : { peak: Infinity, seconds: Infinity }) as {
        peak: number;
        seconds: number;
      };
      const share = used.peak / GIB;
      add({
        section: "large",
        name: `memory of ${metrics}`,
        against: "1 GiB",
        ratio: { median: share, low: share, high: share },
        target: 1,
        ours: used.seconds,
        rounds: 1,
        note: `in float64 the files are ${((2 * n * P * 8) / GIB).toFixed(2)} GiB`,
      });
    }
  } finally {
    remove();
  }
};
