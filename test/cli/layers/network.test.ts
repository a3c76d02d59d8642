import { mkdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openNetwork, readNetwork, requireSameRows } from "../../../cli/layers/network.ts";
import { npyBytes } from "../../../io/npy-write.ts";
import { expectFault, thrownBy } from "../../io/support/faults.ts";
import { testFolder } from "../../io/support/folder.ts";
import { zipBytes } from "../../io/support/zip.ts";

const folder = testFolder();
const array = (rows: number, cols = 2): Buffer =>
  Buffer.from(npyBytes({ shape: [rows, cols], data: new Float64Array(rows * cols).map((_, k) => k * k) }));
const archive = (...names: readonly string[]): Buffer =>
  zipBytes(names.map((name) => ({ name: `${name}.npy`, data: array(4) })));
const names = async (...words: readonly string[]): Promise<string[]> =>
  (await openNetwork(words, {})).map(({ name }) => name);

describe("openNetwork", () => {
  it("takes all arrays of an archive, or those that a glob fits, in its order", async () => {
    const file = folder.save("net.npz", archive("stem", "conv2", "conv10", "fc"));
    expect(await names(file)).toEqual(["stem", "conv2", "conv10", "fc"]);
    expect(await names(`${file}#conv*`)).toEqual(["conv2", "conv10"]);
    expect(await names(`${file}#fc`, `${file}#stem`)).toEqual(["fc", "stem"]);
  });

  it("takes the files of a folder in the order of their numbers, and no others", async () => {
    mkdirSync(folder.path("net"));
    for (const name of ["layer10.npy", "layer2.npy", "notes.txt"]) folder.save(`net/${name}`, array(4));
    expect(await names(folder.path("net"))).toEqual(["layer2", "layer10"]);
    await expectFault(() => names(folder.path("nte")), folder.path("nte"), "io/not-found", "does not exist");
    mkdirSync(folder.path("empty"));
    await expectFault(
      () => names(folder.path("empty")),
      folder.path("empty"),
      "io/no-array",
      "without a file",
    );
  });

  it("tells layers of one name apart", async () => {
    const [p, q] = [folder.save("p.npz", archive("x")), folder.save("q.npz", archive("x"))];
    expect(await names(p, q)).toEqual(["p#x", "q#x"]);
    expect(await names(p, p)).toEqual([`${p}#x`, `${p}#x`]);
  });

  it("reads what was opened", async () => {
    const [layer] = await readNetwork(await openNetwork([folder.save("one.npy", array(3))], {}));
    expect(layer?.file).toBe(folder.path("one.npy"));
    expect([...layer!.activations.values.data]).toEqual([0, 1, 4, 9, 16, 25]);
  });
});

describe("requireSameRows", () => {
  it("names both files and their rows", async () => {
    const [p, q] = [folder.save("p4.npy", array(4)), folder.save("q5.npy", array(5))];
    const fault = await thrownBy(async () => requireSameRows(await openNetwork([p, p, q], {})));
    expect(String(fault)).toContain(`${p} and ${q} must have the same rows`);
    expect(String(fault)).toContain("4 and 5 rows");
    expect(() => requireSameRows([])).not.toThrow();
  });
});
