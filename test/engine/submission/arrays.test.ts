import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { randomFrom } from "../../../core/random.ts";
import { arrayFolder, readMatrix } from "../../../engine/submission/arrays.ts";
import { parseNpy } from "../../../io/npy.ts";
import { npyBytes } from "../../../io/npy-write.ts";
import { representation } from "../../../representation/create.ts";
import { temporaryFolders } from "../support/folder.ts";

const RUNS = process.env["ETALON_SOAK"] === "1" ? 10_000 : 1_000;
const newFolder = temporaryFolders();
const arrays = arrayFolder();
afterAll(() => arrays.remove());
const random = (n: number, p: number, seed: number): ReturnType<typeof representation> =>
  representation(randomFrom(seed).gaussianMatrix(n, p));

describe("arrayFolder", () => {
  it("writes a representation once, to the bit, read-only, under a name that says nothing", () => {
    const x = random(5, 3, 1);
    const file = arrays.fileOf(x);
    expect(arrays.fileOf(x)).toEqual(file);
    expect(arrays.fileOf(random(5, 3, 1)).path).not.toBe(file.path);
    expect(path.basename(file.path)).toMatch(/^[0-9a-f]{24}\.npy$/);
    expect(statSync(file.path).mode & 0o222).toBe(0);
    const read = parseNpy(readFileSync(file.path), "x");
    expect(read).toMatchObject({ shape: [5, 3], dtype: "<f8" });
    expect([...read.data]).toEqual([...x.values.data]);
  });

  it("notices a file that was written to, by its times, and by its numbers where times are set back", () => {
    arrays.forget();
    const [x, y] = [random(4, 2, 2), random(4, 2, 3)];
    const file = arrays.fileOf(x).path;
    arrays.fileOf(y);
    expect([arrays.touched(x, y), arrays.changed()]).toEqual([false, false]);
    const bytes = readFileSync(file);
    const { atime, mtime } = statSync(file);
    bytes.writeDoubleLE(7, bytes.length - 8);
    chmodSync(file, 0o600);
    writeFileSync(file, bytes);
    chmodSync(file, 0o444);
    utimesSync(file, atime, mtime);
    expect([arrays.touched(x), arrays.touched(y), arrays.changed()]).toEqual([true, false, true]);
  });

  it("forgets its files", () => {
    arrays.fileOf(random(2, 2, 4));
    arrays.forget();
    expect(readdirSync(arrays.folder)).toEqual([]);
  });
});

describe("readMatrix", () => {
  const folder = newFolder();
  const file = path.join(folder, "out.npy");
  const save = (bytes: Uint8Array): string => {
    writeFileSync(file, bytes);
    return file;
  };
  const good = npyBytes({ shape: [3, 2], data: Float64Array.of(1, 2, 3, 4, 5, 6) });

  it("reads a matrix of the right shape, of any type and order", () => {
    const small = npyBytes(
      { shape: [3, 2], data: Float64Array.of(1, 2, 3, 4, 5, 6) },
      { dtype: "<f4", fortranOrder: true },
    );
    for (const bytes of [good, small])
      expect([...readMatrix(save(bytes), 3, 2).data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("refuses another shape, a file that is too large, a link, a pipe and a folder", () => {
    expect(() => readMatrix(save(good), 2, 3)).toThrow("an array of shape 3×2");
    expect(() => readMatrix(save(npyBytes({ shape: [6], data: new Float64Array(6) })), 3, 2)).toThrow(
      "shape 6",
    );
    expect(() => readMatrix(save(new Uint8Array(20_000)), 3, 2)).toThrow("it wrote 20000 bytes");
    const link = path.join(folder, "link");
    symlinkSync(save(good), link);
    expect(() => readMatrix(link, 3, 2)).toThrow(/ELOOP/);
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(() => readMatrix(pipe, 3, 2)).toThrow("no plain file");
    expect(() => readMatrix(folder, 3, 2)).toThrow("no plain file");
    expect(() => readMatrix(path.join(folder, "none"), 3, 2)).toThrow(/ENOENT/);
  });

  it(`gives a matrix or a typed error for ${RUNS} mutated array files`, () => {
    const edit = fc.record({
      // The header is where a file can lie; half of the changes go there.
      at: fc.oneof(fc.nat(130), fc.nat()),
      drop: fc.nat(3),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc.constantFrom("9", "-", "(", "<i8", "|O", "True").map((text) => Buffer.from(text)),
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        let bytes = Buffer.from(good);
        for (const { at, drop, bytes: more } of edits) {
          const from = at % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from + drop)]);
        }
        try {
          const { rows, cols, data } = readMatrix(save(bytes), 3, 2);
          expect([rows, cols, data.length]).toEqual([3, 2, 6]);
        } catch (thrown) {
          if (!(thrown instanceof EtalonError)) expect(String(thrown)).toMatch(/^Error: it wrote /);
          else expect(thrown.code).toMatch(/^io\//);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
