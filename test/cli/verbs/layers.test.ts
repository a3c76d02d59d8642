import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { npyBytes } from "../../../io/npy-write.ts";
import { randomFrom } from "../../../core/random.ts";
import type { LayerMaps } from "../../../reports/layer-map/types.ts";
import { testFolder } from "../../io/support/folder.ts";
import { zipBytes } from "../../io/support/zip.ts";
import { etalon } from "../support/terminal.ts";

const folder = testFolder();
const array = (name: string, rows = 20, cols = 4): Buffer =>
  Buffer.from(npyBytes({ shape: [rows, cols], data: randomFrom(1, name).gaussianMatrix(rows, cols).data }));
const archive = (file: string, ...names: readonly string[]): string =>
  folder.save(file, zipBytes(names.map((name) => ({ name: `${name}.npy`, data: array(name) }))));

const A = archive("a.npz", "conv1", "conv2", "fc");
// conv2 of B holds the numbers of conv2 of A.
const B = archive("b.npz", "other", "conv2");

describe("etalon layers", () => {
  it.each([
    ["two words", [A, B]],
    ["--", [A, "--", B]],
    ["--with, options on either side", ["--seed", "2", A, "--with", B, "--seed", "1"]],
    ["-- with several files", [`${A}#conv1`, `${A}#conv2`, `${A}#fc`, "--", `${B}#other`, `${B}#conv2`]],
  ])("takes networks by %s", async (_what, words) => {
    const { exitCode, data, told } = await etalon("layers", ...words, "--json");
    expect(exitCode).toBe(0);
    expect(told).toEqual([]);
    const { a, b, maps, stimuli } = JSON.parse(data) as LayerMaps;
    expect(stimuli).toBe(20);
    expect([a, b].map((layers) => layers.map(({ name }) => name))).toEqual([
      ["conv1", "conv2", "fc"],
      ["other", "conv2"],
    ]);
    expect(maps.map(({ metric }) => metric)).toEqual(["cka-linear"]);
    expect(maps[0]!.matches.a[1]).toMatchObject({ best: ["conv2"], value: expect.closeTo(1, 12) as number });
  });

  it("shows a map for each metric, without colours where no terminal is", async () => {
    const { data, told } = await etalon("layers", A, B, "--metric", "cka-linear,linear-regression");
    expect(told).toEqual(["A: 3 layers, B: 2 layers, 20 stimuli"]);
    expect(data).toMatch(/^conv2 .*██1\.00\*$/m);
    expect(data).toContain("linear-regression, similarity; asymmetric: the mean of s(A, B) and s(B, A)");
    expect(data).not.toContain(String.fromCharCode(27));
  });

  it("writes a page", async () => {
    const file = folder.path("map.html");
    const { told } = await etalon("layers", A, B, "--html", file);
    expect(told.at(-1)).toBe(`open ${file}`);
    expect(readFileSync(file, "utf8")).toContain("<svg");
  });

  it.each([
    ["one network", () => [A], "usage/two-networks"],
    ["a line that ends with --", () => [A, "--"], "usage/two-networks"],
    ["nothing before --", () => ["--", B], "usage/missing-argument"],
    ["other rows", () => [A, folder.save("short.npy", array("s", 19))], "input/row-mismatch"],
    ["a file that is not there", () => [A, "--", "none.npz"], "io/not-found"],
    ["an unknown metric", () => [A, B, "--metric", "cka-linaer"], "metric/unknown"],
  ])("refuses %s in one line", async (_what, words, code) => {
    const { exitCode, data, told } = await etalon("layers", ...words());
    expect([exitCode, data, told.length]).toEqual([1, "", 1]);
    expect(told[0]).toMatch(new RegExp(`^etalon: .*\\[${code}\\]$`));
  });
});
