import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
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
    expect(Object.keys(JSON.parse(done.data) as object)).toEqual(["metrics"]);
    const found = entries(done);
    expect(found.map(({ id, status }) => `${id} ${status}`)).toEqual(["nbs ok", "cka-linear ok"]);
    const expected = goldenRows().find(({ pair, measure }) => pair === "gauss" && measure === "cka.linear");
    expect(found[1]!.value).toBeCloseTo(expected?.value ?? NaN, 10);
  });

  it("asks every metric but the controls by default, and prints them for people", async () => {
    const { exitCode, data, told } = await etalon("score", X, Y);
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
      { id: "cka-linear", status: "ok" },
    ]);
  });

  it("draws the same random numbers for the same seed", async () => {
    const draw = async (...more: string[]): Promise<unknown> =>
      entries(await etalon("score", X, Y, "--metrics", "random", "--json", ...more))[0]!.value;
    expect(await draw()).toBe(await draw("--seed", "1"));
    expect(await draw("--seed", "2")).not.toBe(await draw());
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
