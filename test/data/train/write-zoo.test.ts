import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { accuracy } from "../../../data/train/loss.ts";
import { sha256, writeZoo } from "../../../data/train/write-zoo.ts";
import { forwardPass } from "../../../generators/networks/forward.ts";
import { decodeHalf } from "../../../generators/networks/half.ts";
import { inputOf } from "../../../generators/networks/images.ts";
import { recurrentValues } from "../../../generators/networks/recurrent.ts";
import { loadZoo } from "../../../generators/networks/zoo.ts";
import { plan, shipped, toyRecurrent, toyZoo } from "./toy-zoo.ts";

const { exported, first, attention } = toyZoo();
const recurrent = toyRecurrent();
const folder = mkdtempSync(path.join(tmpdir(), "etalon-write-zoo-"));
writeZoo(folder, plan, exported, shipped, {
  recipe: {},
  references: [],
  recurrent: [recurrent.exported],
  provenance: { script: "test" },
});
const read = (file: string): Buffer => readFileSync(path.join(folder, file));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("writeZoo", () => {
  it("writes a zoo that loads, groups in their own order, with the numbers that were exported", () => {
    const zoo = loadZoo(folder);
    expect(zoo.images).toEqual(shipped);
    const networks = zoo.group("toy").networks;
    expect(networks.map(({ id }) => id)).toEqual(["toy/attention", "toy/seed-1", "toy/seed-0"]);
    for (const { facts, ...network } of networks) {
      const { before, after, entry } = exported.get(network.id)!;
      const { layers, logits } = forwardPass(network, zoo.images);
      const own = after(inputOf(shipped, entry.scale));
      expect(facts).toMatchObject(entry);
      expect(layers).toHaveLength(own.layers.length);
      own.logits.data.forEach((value, i) => expect(logits.data[i]).toBeCloseTo(value, 9));
      expect(own.logits).not.toEqual(before(inputOf(shipped, entry.scale)).logits);
      expect(accuracy(logits, shipped.labels)).toBe(entry.accuracy.shippedHalf);
    }
  });

  it("writes recurrent networks that load", () => {
    const [network] = loadZoo(folder).recurrent();
    expect(network!.id).toBe("toy/recurrent");
    expect(recurrentValues(network!.parameters)).toEqual(decodeHalf(recurrent.exported.bytes));
  });

  it("lists the hash of every file it wrote", () => {
    const { files } = JSON.parse(read("provenance.json").toString()) as { files: Record<string, string> };
    expect(Object.keys(files).sort()).toEqual([
      "images.bin",
      "index.json",
      "labels.bin",
      "recipe.json",
      "recurrent.bin",
      "reference.json",
      "toy.bin",
    ]);
    for (const [file, hash] of Object.entries(files)) expect(sha256(read(file))).toBe(hash);
  });

  it("stores two bytes a parameter", () => {
    expect(read("toy.bin").length).toBe(first.bytes.length * 2 + attention.bytes.length);
  });
});
