import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { loadMetrics } from "../../../metrics/registry/index.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { goldenRows } from "../../support/golden.ts";
import { etalon, type Done } from "../support/terminal.ts";

const golden = (name: string): string => path.join(import.meta.dirname, "..", "..", "golden", name);
const X = golden("gauss.x.npy");
const Y = golden("gauss.y.npy");
const newFolder = temporaryFolders();

interface Entry {
  readonly id: string;
  readonly status: string;
  readonly value?: number;
  readonly reason?: string;
  readonly code?: string;
}

const entries = ({ data }: Done): Entry[] => (JSON.parse(data) as { metrics: Entry[] }).metrics;

/** A float64 .npy file with these rows. */
function npy(rows: readonly (readonly number[])[]): string {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows.length}, ${rows[0]!.length}), }`;
  const padded = `${header.padEnd(117)}\n`;
  const start = Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from("NUMPY"),
    Buffer.from([1, 0, padded.length, 0]),
  ]);
  const file = path.join(newFolder(), "a.npy");
  writeFileSync(
    file,
    Buffer.concat([start, Buffer.from(padded), Buffer.from(Float64Array.from(rows.flat()).buffer)]),
  );
  return file;
}

describe("etalon score", () => {
  it("prints one entry for each metric that is asked for, in that order, with the golden value", async () => {
    const done = await etalon("score", X, Y, "--metrics", "nbs,cka-linear", "--json");
    expect(done.exitCode).toBe(0);
    expect(done.told).toEqual([]);
    expect(JSON.parse(done.data)).toMatchObject({
      x: { file: X, n: 100, p: 20 },
      ys: [{ file: Y, n: 100, p: 30 }],
    });
    const found = entries(done);
    expect(found.map(({ id, status }) => `${id} ${status}`)).toEqual(["nbs ok", "cka-linear ok"]);
    const expected = goldenRows().find(({ pair, measure }) => pair === "gauss" && measure === "cka.linear");
    expect(found[1]!.value).toBeCloseTo(expected?.value ?? NaN, 10);
  });

  it("asks every metric but the controls by default, and prints them for people", async () => {
    const { exitCode, data, told } = await etalon("score", X, Y, "--calibrate", "0");
    expect(exitCode).toBe(0);
    const ids = data
      .split("\n")
      .slice(1, -1)
      .map((line) => line.split(" ")[0]);
    expect(ids).toEqual((await loadMetrics()).filter(({ control }) => !control).map(({ id }) => id));
    expect(data).toMatch(/^cka-linear +0\.\d+ +similarity +\[0, 1\]$/m);
    expect(told).toEqual([`X: ${X}, 100 stimuli × 20 units`, `Y: ${Y}, 100 stimuli × 30 units`]);
  });

  it("says why there is no value", async () => {
    const constant = npy(Array.from({ length: 100 }, () => [3, 3]));
    const [entry] = entries(await etalon("score", constant, Y, "--metrics", "cka-linear", "--json"));
    expect(entry).toMatchObject({
      id: "cka-linear",
      status: "undefined",
      reason: expect.any(String) as string,
    });
    expect(entry).not.toHaveProperty("value");
    expect((await etalon("score", constant, Y, "--metrics", "cka-linear")).data).toMatch(
      /undefined .*zero variance/,
    );
  });

  it("gives a metric that needs more rows an error of its own, and the others their value", async () => {
    const two = npy([
      [1, 2],
      [3, 5],
    ]);
    const found = entries(await etalon("score", two, two, "--metrics", "cka-debiased,cka-linear", "--json"));
    expect(found).toMatchObject([
      { id: "cka-debiased", status: "error", code: "input/too-few-rows" },
      {
        id: "cka-linear",
        status: "ok",
        uncalibrated: expect.stringContaining("at least 100 orders") as string,
      },
    ]);
  });

  it("draws the same random numbers for the same seed", async () => {
    const draw = async (...more: string[]): Promise<unknown> =>
      entries(await etalon("score", X, Y, "--metrics", "random", "--json", ...more))[0]!.value;
    expect(await draw()).toBe(await draw("--seed", "1"));
    expect(await draw("--seed", "2")).not.toBe(await draw());
  });

  it("holds a value against 200 shuffles of the rows, with the exact mean where one is known", async () => {
    const done = await etalon("score", X, Y, "--metrics", "cka-linear,cca-mean", "--json");
    const { metrics, assumption } = JSON.parse(done.data) as {
      metrics: {
        value: number;
        calibration: Record<string, number | boolean>;
        interval: { low: number; high: number };
      }[];
      assumption: string;
    };
    const [cka, cca] = metrics;
    expect(cka!.calibration).toMatchObject({ p: 1 / 201, draws: 200, best: 1, exactMean: true });
    expect(cca!.calibration["exactMean"]).toBe(false);
    for (const { value, calibration, interval } of metrics) {
      const { threshold, nullMean, calibrated } = calibration as Record<string, number>;
      expect(nullMean).toBeLessThan(threshold!);
      expect(calibrated).toBeCloseTo((value - threshold!) / (1 - threshold!), 12);
      expect(interval.low).toBeLessThan(value);
      expect(interval.high).toBeGreaterThan(value);
    }
    expect(assumption).toContain("rows are exchangeable");
  });

  it("says in a sentence that unrelated data are unrelated", async () => {
    const random = randomFrom("unrelated");
    const rows = (name: string): number[][] =>
      Array.from({ length: 40 }, (_, i) => Array.from(random.child(name, i).gaussianMatrix(1, 12).data));
    const { data } = await etalon("score", npy(rows("x")), npy(rows("y")), "--metrics", "cca-mean");
    expect(data).toMatch(/cca-mean = 0\.[4-9]\d* .*not told apart from unrelated data/);
  });

  it("tells which of several is closer, by a paired interval", async () => {
    const done = await etalon("score", X, Y, X, "--metrics", "nbs", "--json");
    const { comparisons } = JSON.parse(done.data) as { comparisons: unknown[] };
    expect(comparisons).toMatchObject([
      { id: "nbs", closer: X, other: Y, interval: { low: expect.any(Number) as number } },
    ]);
    const { data } = await etalon("score", X, Y, X, "--metrics", "nbs");
    expect(data).toContain(`nbs: ${X} is closer than ${Y} by 0.2`);
  });

  it("keeps the rows of a group together and says what that assumes", async () => {
    const file = path.join(newFolder(), "groups.txt");
    writeFileSync(file, Array.from({ length: 100 }, (_, i) => `s${Math.floor(i / 10)}\n`).join(""));
    const done = await etalon("score", X, Y, "--metrics", "cka-linear", "--groups", file, "--json");
    const found = JSON.parse(done.data) as {
      assumption: string;
      metrics: { calibration: { exactMean: boolean } }[];
    };
    expect(found.assumption).toContain("groups are exchangeable");
    // The closed form is a mean over all orders, which groups do not allow.
    expect(found.metrics[0]!.calibration.exactMean).toBe(false);
    writeFileSync(file, "a\nb\n");
    const wrong = await etalon("score", X, Y, "--groups", file);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.told.at(-1)).toMatch(
      /groups\.txt: --groups needs one line for each of the 100 rows \(got 2 lines\)/,
    );
  });

  it("aligns rows by name: the order of the rows does not matter then", async () => {
    const folder = newFolder();
    const table = (name: string, order: readonly number[], shift: number): string => {
      const file = path.join(folder, name);
      const row = (i: number): string => `img${i},${Math.sin(i + shift)},${Math.cos(2 * i)}`;
      writeFileSync(file, ["id,a,b", ...order.map(row)].join("\n"));
      return file;
    };
    const up = Array.from({ length: 30 }, (_, i) => i);
    const value = async (y: string): Promise<{ n: number; value: number | undefined; notes: string[] }> => {
      const x = table("x.csv", up, 0);
      const args = ["--id-column", "id", "--metrics", "cka-linear", "--calibrate", "0", "--json"];
      const done = await etalon("score", x, y, ...args);
      const { notes, ...rest } = JSON.parse(done.data) as { notes: string[]; x: { n: number } };
      return { n: rest.x.n, value: entries(done)[0]!.value, notes };
    };
    const straight = await value(table("y.csv", up, 0.3));
    const reversed = await value(table("z.csv", [...up].reverse(), 0.3));
    expect(reversed.value).toBeCloseTo(straight.value!, 12);
    expect(reversed.notes).toEqual(["rows aligned by name: 30 stimuli in all files"]);
    // 30 and 31 are in Y alone, 0 … 4 in X alone.
    const other = await value(table("w.csv", [...up.slice(5), 30, 31], 0.3));
    expect(other.notes).toHaveLength(3);
  });

  it("writes a page that opens from disk", async () => {
    const file = path.join(newFolder(), "score.html");
    const { told } = await etalon("score", X, Y, "--metrics", "cka-linear,nbs", "--html", file);
    expect(told.at(-1)).toBe(`open ${file}`);
    const html = readFileSync(file, "utf8");
    expect(html).toContain("Which components of X are in Y");
    expect(html).toContain("@misc{kornblith2019");
  });

  it("refuses too few draws for any p", async () => {
    const { exitCode, told } = await etalon("score", X, Y, "--calibrate", "18");
    expect([exitCode, told.at(-1)]).toEqual([1, expect.stringMatching(/at least 19 draws/)]);
  });

  it.each([
    ["a file that is not there", () => [golden("none.npy"), Y], "io/not-found"],
    ["a file of another kind", () => [golden("golden.json"), Y], "io/unknown-format"],
    ["files with other rows", () => [npy([[1], [2]]), Y], "input/row-mismatch"],
    ["values that are not finite", () => [X, npy([[1], [NaN]])], "input/non-finite"],
  ])("refuses %s in one line", async (_what, files, code) => {
    const { exitCode, data, told } = await etalon("score", ...files(), "--json");
    expect(exitCode).toBe(1);
    expect(data).toBe("");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`^etalon: .*\\[${code}\\]$`));
  });
});
