import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Matrix } from "../../../../core/matrix.ts";
import { npyBytes, type NpyOptions } from "../../../../io/npy-write.ts";
import { temporaryFolders } from "../../../engine/support/folder.ts";
import { pairOf } from "../../../support/data.ts";
import { etalon } from "../../support/terminal.ts";

const newFolder = temporaryFolders();
const folder = newFolder();
const [x, y] = pairOf(11, { n: 3000, p1: 6, p2: 9, latents: 4 }).map(({ values }) => values) as [
  Matrix,
  Matrix,
];

function write(name: string, { rows, cols, data }: Matrix, options: NpyOptions = {}): string {
  const file = path.join(folder, name);
  writeFileSync(file, npyBytes({ shape: [rows, cols], data }, options));
  return file;
}

interface Entry {
  readonly id: string;
  readonly status: string;
  readonly value: number;
  readonly basis: unknown;
  readonly interval?: { readonly low: number; readonly high: number };
}

async function entriesOf(...words: string[]): Promise<Entry[]> {
  const { data, exitCode, told } = await etalon("score", ...words, "--json");
  expect(told.join("\n")).not.toMatch(/error/);
  expect(exitCode).toBe(0);
  return (JSON.parse(data) as { metrics: Entry[] }).metrics;
}

const EXACT =
  "cka-linear,hsic-linear,nbs,procrustes,cca-mean,linear-regression,cka-debiased,magnitude-difference";

describe("etalon score of a stream", () => {
  let whole: Entry[];
  beforeAll(async () => {
    whole = await entriesOf(write("x.npy", x), write("y.npy", y), "--metrics", EXACT, "--calibrate", "0");
  });

  it.each([
    ["float64", {}],
    ["float64, the first index fastest", { fortranOrder: true }],
    ["big-endian", { dtype: ">f8" }],
  ] as const)("is what the whole gives, to 1e-10: %s", async (_, options) => {
    const files = [write("sx.npy", x, options), write("sy.npy", y, options)];
    const found = await entriesOf(...files, "--metrics", EXACT, "--stream");
    for (const [k, { id, value, basis }] of found.entries()) {
      expect(id).toBe(whole[k]!.id);
      expect(basis).toBe("all");
      expect(Math.abs(value - whole[k]!.value)).toBeLessThan(1e-10 * Math.max(1, Math.abs(value)));
    }
  });

  it("is that of the numbers as float32 holds them", async () => {
    const files = [write("fx.npy", x, { dtype: "<f4" }), write("fy.npy", y, { dtype: "<f4" })];
    const [a] = await entriesOf(...files, "--metrics", "cca-mean", "--stream");
    const [b] = await entriesOf(...files, "--metrics", "cca-mean", "--calibrate", "0");
    expect(a!.value).toBeCloseTo(b!.value, 12);
    expect(a!.value).not.toBe(whole.find(({ id }) => id === "cca-mean")!.value);
  });

  it("takes the mean over subsamples of what needs the rows, and its interval", async () => {
    const files = [write("x.npy", x), write("y.npy", y)];
    const metrics = ["--metrics", "distance-correlation-unbiased,nbs"];
    const [sampled, exact] = await entriesOf(...files, ...metrics, "--stream", "--subsample", "200");
    expect(sampled!.basis).toEqual({ subsamples: 8, rows: 200 });
    expect(exact!.basis).toBe("all");
    // An estimator without bias says of 200 rows on average what it says of 3000.
    const [of3000] = await entriesOf(...files, ...metrics, "--calibrate", "0");
    expect(Math.abs(sampled!.value - of3000!.value)).toBeLessThan(0.03);
    expect(sampled!.interval!.low).toBeLessThan(sampled!.value);
    expect(sampled!.interval!.high - sampled!.interval!.low).toBeLessThan(0.1);
    expect(await entriesOf(...files, ...metrics, "--stream", "--subsample", "200")).toEqual([sampled, exact]);
  });

  it("says what was done and why, and prints the rows of each value", async () => {
    const files = [write("x.npy", x), write("y.npy", y)];
    const html = path.join(folder, "page.html");
    const { told, data } = await etalon(
      ...["score", ...files, files[1]!, "--metrics", "nbs,knn-mutual", "--memory", "0.158", "--html", html],
      ...["--subsample", "60"],
    );
    expect(told.join("\n")).toMatch(/rows are streamed, \d+ at a time: .* of 0\.16 GiB \(--memory\)/);
    expect(told.join("\n")).toMatch(/all 3000 rows/);
    expect(told.join("\n")).toMatch(/8 disjoint random subsamples of 60 rows/);
    expect(told.join("\n")).toMatch(/not calibrated/);
    expect(data).toMatch(/nbs +0\.\d+ +0\.\d+ … 0\.\d+ +all +similarity/);
    expect(data).toMatch(/knn-mutual +0\.\d+ +0\.\d+ … 0\.\d+ +8 × 60 +similarity/);
    expect(data).toMatch(/Which is closer to X:\nnbs: .* by 0, 95 % interval 0 to 0/);
    expect(readFileSync(html, "utf8")).toMatch(/8 disjoint random subsamples/);
  });

  it("names the file, row and column of what is no number, as a whole would", async () => {
    const data = y.data.slice();
    data[2500 * 9 + 4] = NaN;
    const bad = write("bad.npy", { ...y, data });
    const { told, exitCode } = await etalon("score", write("x.npy", x), bad, "--metrics", "nbs", "--stream");
    expect(exitCode).not.toBe(0);
    expect(told.join("\n")).toMatch(/bad\.npy must be finite everywhere.*NaN at row 2500, column 4/);
  });

  it("refuses what cannot be had of a stream", async () => {
    const files = [write("x.npy", x), write("y.npy", y)];
    const { told, exitCode } = await etalon("score", ...files, "--stream", "--ids", "a.txt,b.txt");
    expect(exitCode).not.toBe(0);
    expect(told.join("\n")).toMatch(/--ids cannot be used where rows are streamed/);
  });
});
