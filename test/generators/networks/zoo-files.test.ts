import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readChecked, zooFolder } from "../../../generators/networks/zoo-files.ts";

it("zooFolder is the one with the index", () => {
  expect(existsSync(path.join(zooFolder(), "index.json"))).toBe(true);
});

it("readChecked gives the bytes when the hash is right, and says what it found when it is not", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "etalon-files-"));
  try {
    writeFileSync(path.join(folder, "abc"), "abc");
    const sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(Array.from(readChecked(folder, "abc", sha))).toEqual([97, 98, 99]);
    expect(() => readChecked(folder, "abc", "0".repeat(64))).toThrow(new RegExp(`got ${sha}`));
    expect(() => readChecked(folder, "b", sha)).toThrow(
      expect.objectContaining({ code: "zoo/missing-file" }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
