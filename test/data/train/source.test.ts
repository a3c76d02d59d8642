import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { describeSource, sourceHashes } from "../../../data/train/source.ts";

const DEBIAN = {
  "train-images-idx3-ubyte.gz": "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
  "train-labels-idx1-ubyte.gz": "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
  "t10k-images-idx3-ubyte.gz": "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
  "t10k-labels-idx1-ubyte.gz": "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05",
};

it("recognises Debian's files by their hashes alone, and claims no licence for others", () => {
  expect(describeSource(DEBIAN)).toMatchObject({
    licence: "MIT (Expat)",
    version: "0.0~git20200523.55506a9-1",
  });
  const changed = { ...DEBIAN, "t10k-labels-idx1-ubyte.gz": "0".repeat(64) };
  expect(describeSource(changed)).toMatchObject({ licence: "unknown" });
});

it("hashes the packed file where there is one, else the plain one", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "etalon-source-"));
  try {
    for (const name of ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3"]) {
      writeFileSync(path.join(folder, `${name}-ubyte`), "abc");
    }
    writeFileSync(path.join(folder, "t10k-labels-idx1-ubyte.gz"), "");
    const hashes = sourceHashes(folder);
    expect(hashes["t10k-labels-idx1-ubyte.gz"]).toMatch(/^e3b0c44298fc1c14/);
    expect(hashes["train-images-idx3-ubyte"]).toMatch(/^ba7816bf8f01cfea/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
