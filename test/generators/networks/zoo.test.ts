import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../../../core/errors.ts";
import { zooFolder } from "../../../generators/networks/zoo-files.ts";
import { loadZoo } from "../../../generators/networks/zoo.ts";

describe("loadZoo", () => {
  const zoo = loadZoo();

  it("has 500 images, fifty of each class", () => {
    expect(zoo.images.count).toBe(500);
    expect(zoo.images.extent).toEqual({ height: 14, width: 14, channels: 1 });
    for (let c = 0; c < 10; c++) expect(zoo.images.labels.filter((label) => label === c)).toHaveLength(50);
  });

  it("has ten c6 networks of different seeds, all trained far above chance", () => {
    const { networks } = zoo.group("c6");
    expect(networks.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const { facts } of networks) expect(facts.accuracy.test).toBeGreaterThan(0.8);
    expect(networks[0]!.parameters).not.toEqual(networks[1]!.parameters);
  });

  it("can give every group, and says which there are", () => {
    for (const name of zoo.names) expect(zoo.group(name).networks.length).toBeGreaterThan(1);
    expect(() => zoo.group("c66")).toThrow(/did you mean "c6"/);
  });

  it("gives the same object for a network of two groups", () => {
    expect(zoo.group("c6").networks[0]).toBe(zoo.group("c6").networks[0]);
  });
});

describe("a damaged zoo", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "etalon-zoo-"));
    cpSync(zooFolder(), folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const codeWhen = (act: () => unknown): string => {
    try {
      act();
      return "nothing thrown";
    } catch (error) {
      return codeOf(error);
    }
  };

  it("is refused when one bit of an image or a weight is another", () => {
    const flip = (file: string): void => {
      const bytes = readFileSync(path.join(folder, file));
      bytes[1000] = bytes[1000]! ^ 1;
      writeFileSync(path.join(folder, file), bytes);
    };
    flip("c6.bin");
    expect(codeWhen(() => loadZoo(folder).group("c6"))).toBe("zoo/hash");
    flip("images.bin");
    expect(codeWhen(() => loadZoo(folder))).toBe("zoo/hash");
  });

  it("is refused when a file is gone", () => {
    rmSync(path.join(folder, "labels.bin"));
    expect(codeWhen(() => loadZoo(folder))).toBe("zoo/missing-file");
  });

  it("is refused when the index is not an index", () => {
    writeFileSync(path.join(folder, "index.json"), "{}");
    expect(codeWhen(() => loadZoo(folder))).toBe("zoo/format");
  });
});
