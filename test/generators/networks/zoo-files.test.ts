import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readChecked, ZOO_VARIABLE, zooFolder, zooGroups } from "../../../generators/networks/zoo-files.ts";
import { layerCases } from "../../../suites/layer-checks/cases.ts";

it("zooFolder is the one with the index", () => {
  expect(existsSync(path.join(zooFolder(), "index.json"))).toBe(true);
});

it("ETALON_ZOO names another one, whose groups decide which cases there are", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "etalon-zoo-"));
  try {
    process.env[ZOO_VARIABLE] = folder;
    expect(() => zooFolder()).toThrow(expect.objectContaining({ code: "zoo/missing" }));
    expect(zooGroups()).toBeUndefined();
    writeFileSync(path.join(folder, "index.json"), JSON.stringify({ groups: [{ name: "attention" }] }));
    expect(zooFolder()).toBe(folder);
    expect(layerCases("full").map(({ id }) => id)).toEqual([
      "attention",
      "cnn-untrained",
      "attention-all-rows",
    ]);
  } finally {
    process.env[ZOO_VARIABLE] = "";
    rmSync(folder, { recursive: true });
  }
  expect(zooGroups()).toContain("c6");
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
