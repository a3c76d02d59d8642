import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SIZES, halved, loadDataset } from "../../../data/train/dataset.ts";

/** An idx file whose images name themselves: image i has the number i in its first two 2×2 blocks. */
function writePart(folder: string, part: string, count: number): void {
  const header = (dimensions: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 + 4 * dimensions.length);
    bytes.set([0, 0, 8, dimensions.length]);
    dimensions.forEach((dimension, i) => bytes.writeUInt32BE(dimension, 4 + 4 * i));
    return bytes;
  };
  const pixels = Buffer.alloc(count * 784);
  for (let i = 0; i < count; i++) {
    for (const offset of [0, 1, 28, 29]) {
      pixels[i * 784 + offset] = i & 0xff;
      pixels[i * 784 + 2 + offset] = i >> 8;
    }
  }
  const labels = Buffer.from(Array.from({ length: count }, (_, i) => i % 10));
  writeFileSync(
    path.join(folder, `${part}-images-idx3-ubyte`),
    Buffer.concat([header([count, 28, 28]), pixels]),
  );
  writeFileSync(path.join(folder, `${part}-labels-idx1-ubyte`), Buffer.concat([header([count]), labels]));
}

describe("halved", () => {
  it("takes the mean of 2×2, halves rounded up", () => {
    const bytes = new Uint8Array(784);
    bytes.set([1, 0], 0);
    bytes.set([1, 0], 28);
    bytes[27 * 28 + 27] = 255;
    const { bytes: small, count } = halved(
      { shape: [1, 28, 28], bytes },
      { shape: [1], bytes: Uint8Array.of(3) },
    );
    expect(count).toBe(1);
    expect(small[0]).toBe(1);
    expect(small[195]).toBe(64);
    expect(small.subarray(1, 195).every((value) => value === 0)).toBe(true);
  });

  it.each([
    [[1, 32, 32], [1]],
    [[2, 28, 28], [1]],
  ])("refuses images %j with labels %j", (images, labels) => {
    const idx = (shape: readonly number[]) => ({
      shape,
      bytes: new Uint8Array(shape.reduce((a, b) => a * b)),
    });
    expect(() => halved(idx(images), idx(labels))).toThrow(expect.objectContaining({ code: "idx/shape" }));
  });
});

describe("loadDataset", () => {
  it("splits without overlap, balances what is shipped, and splits the same way every time", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "etalon-dataset-"));
    try {
      writePart(folder, "train", SIZES.training + SIZES.validation + 50);
      writePart(folder, "t10k", 1000);
      const { training, validation, shipped, test } = loadDataset(folder);
      const names = [training, validation].flatMap((part) =>
        Array.from({ length: part.count }, (_, i) => part.bytes[i * 196]! + 256 * part.bytes[i * 196 + 1]!),
      );
      expect(names).toHaveLength(SIZES.training + SIZES.validation);
      expect(new Set(names).size).toBe(names.length);
      const perClass = Array.from(
        { length: 10 },
        (_, c) => shipped.labels.filter((label) => label === c).length,
      );
      expect(perClass).toEqual(new Array<number>(10).fill(SIZES.shipped / 10));
      expect(test.count).toBe(1000);
      expect(loadDataset(folder).training.bytes).toEqual(training.bytes);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
