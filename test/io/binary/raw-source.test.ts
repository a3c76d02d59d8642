import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryBytes } from "../../../io/binary/bytes.ts";
import { elementType } from "../../../io/binary/elements.ts";
import { rawSource } from "../../../io/binary/raw-source.ts";

/** An array in memory whose element (i, j, …) is its place in C order. */
function sourceOf(shape: readonly number[], fortranOrder: boolean) {
  const count = shape.reduce((a, b) => a * b, 1);
  const data = Buffer.alloc(5 + count * 4);
  for (let k = 0; k < count; k++) {
    let [rest, place, stride] = [k, 0, count];
    if (fortranOrder) {
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        stride /= shape[axis]!;
        place += (rest % shape[axis]!) * stride;
        rest = Math.floor(rest / shape[axis]!);
      }
    } else place = k;
    data.writeInt32LE(k, 5 + place * 4);
  }
  const bytes = memoryBytes(data, "x");
  const layout = { type: elementType("<i4", "i4", true), shape, fortranOrder, offset: 5 };
  return rawSource("x", (use) => use(bytes), layout);
}

const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

describe("rawSource", () => {
  it("reads all, and any rows, of both orders", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.boolean(), fc.nat(5), fc.nat(5), async (shape, fortran, a, b) => {
        const source = sourceOf(shape, fortran);
        const all = await source.readAll();
        expect([...all]).toEqual(Array.from(all, (_, k) => k));
        const start = Math.min(a, shape[0]!);
        const count = Math.min(b, shape[0]! - start);
        const width = all.length / shape[0]!;
        expect([...(await source.readRows(start, count))]).toEqual([
          ...all.slice(start * width, (start + count) * width),
        ]);
      }),
    );
  });

  it("reads no more bytes than the rows take", async () => {
    const reads: number[] = [];
    const layout = {
      type: elementType("<f8", "f8", true),
      shape: [1_000_000, 3],
      fortranOrder: false,
      offset: 128,
    };
    const bytes = {
      name: "x",
      size: 24_000_128,
      read: (at: number, into: Uint8Array) => Promise.resolve(void reads.push(at, into.length)),
    };
    await rawSource("x", (use) => use(bytes), layout).readRows(10, 2);
    expect(reads).toEqual([128 + 240, 48]);
  });

  it.each([
    [-1, 1],
    [0, 4],
    [2, 2],
    [0.5, 1],
    [NaN, 1],
  ])("refuses rows %d and %d more", async (start, count) => {
    await expect(sourceOf([3, 2], false).readRows(start, count)).rejects.toThrow(
      `x: readRows: start and count must lie within its 3 rows (got ${start} and ${count})`,
    );
  });
});
