import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
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

  it.each(["c6", "attention"])(
    "has ten networks %s of different seeds, all trained far above chance",
    (name) => {
      const { networks } = zoo.group(name);
      expect(networks.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      for (const { facts } of networks) expect(facts.accuracy.test).toBeGreaterThan(0.8);
      expect(networks[0]!.parameters).not.toEqual(networks[1]!.parameters);
    },
  );

  it.each([
    ["weight-decay", "weightDecay", [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1]],
    ["depth", "architecture", ["c4", "c6", "c8"]],
    ["classes", "classes", ["lower", "upper"]],
    ["label-noise", "labelNoise", [0, 0.25, 0.5, 0.75, 1]],
    ["width", "width", [0.5, 1, 2]],
    ["training-time", "epochs", [1, 2, 5, 10]],
  ] as const)("has three networks at each level of %s, in order", (name, key, levels) => {
    const found = zoo.group(name).networks.map(({ facts }) => facts[key]);
    expect(found).toEqual(levels.flatMap((level) => [level, level, level]));
  });

  it("has five recurrent networks that do the task", () => {
    expect(zoo.recurrent().map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4]);
  });

  it("moves no accuracy by more than one image of 500 by rounding to half precision", () => {
    for (const name of zoo.names) {
      for (const { facts } of zoo.group(name).networks) {
        const { shipped, shippedHalf } = facts.accuracy;
        expect(Math.abs(shipped - shippedHalf) * 500).toBeLessThan(1.5);
      }
    }
  });

  it("says which groups there are", () => {
    expect(zoo.names).toContain("c6");
    expect(() => zoo.group("c66")).toThrow(/did you mean "c6"/);
  });

  it("gives the same object for a network of two groups", () => {
    expect(zoo.group("width").networks[3]).toBe(zoo.group("c6").networks[0]);
  });
});

describe("a copy of the zoo", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "etalon-zoo-"));
    cpSync(zooFolder(), folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes at most 25 MB", () => {
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
    expect(bytes).toBeLessThan(25e6);
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
