import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseIdx, readIdx } from "../../../data/train/idx.ts";

const good = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);

describe("parseIdx", () => {
  it("reads shape and bytes", () => {
    expect(parseIdx(good, "x")).toEqual({ shape: [2, 3], bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["another element type", Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0)],
    ["a header cut short", good.slice(0, 9)],
    ["data cut short", good.slice(0, 17)],
    ["data too long", Uint8Array.of(...good, 7)],
  ])("refuses %s", (_, bytes) => {
    expect(() => parseIdx(bytes, "x")).toThrow(expect.objectContaining({ code: "idx/format" }));
  });
});

describe("readIdx", () => {
  it("finds plain and gzipped files, and says what to do when there is none", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "etalon-idx-"));
    try {
      writeFileSync(path.join(folder, "plain"), good);
      writeFileSync(path.join(folder, "packed.gz"), gzipSync(good));
      expect(readIdx(folder, "plain").shape).toEqual([2, 3]);
      expect(readIdx(folder, "packed").shape).toEqual([2, 3]);
      expect(() => readIdx(folder, "absent")).toThrow(/apt-get install dataset-fashion-mnist/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
