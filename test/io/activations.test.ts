import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activations, type Activations } from "../../io/activations.ts";
import type { Layout } from "../../io/layout/layout.ts";
import { requireRows, type ArraySource } from "../../io/source.ts";

/** A source whose numbers are their places, and which counts what is read. */
function counting(shape: readonly number[], ids?: readonly string[]): ArraySource & { read: number } {
  const all = Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, k) => k);
  const rows = shape[0] ?? 1;
  const width = rows === 0 ? 0 : all.length / rows;
  const source = {
    name: "x",
    shape,
    dtype: "<f8",
    seekable: true,
    read: 0,
    ...(ids === undefined ? {} : { ids }),
    readAll: () => ((source.read += all.length), Promise.resolve(all)),
    readRows: (start: number, count: number) => {
      requireRows("x", rows, start, count);
      source.read += count * width;
      return Promise.resolve(all.slice(start * width, (start + count) * width));
    },
  };
  return source;
}

/** Element (row, col) from the definition of each policy, for an array of stimuli × a × b whose numbers are their places. */
function expected(
  [, a = 1, b = 1]: readonly number[],
  { policy, channels }: Layout,
  row: number,
  col: number,
): number {
  const at = (i: number, j: number, k: number): number => (i * a + j) * b + k;
  const first = channels === "first";
  const positions = first ? b : a;
  const place = (i: number, channel: number, position: number): number =>
    first ? at(i, channel, position) : at(i, position, channel);
  if (policy === "positions") return place(Math.floor(row / positions), col, row % positions);
  if (policy === "flatten") return row * a * b + col;
  let sum = 0;
  for (let position = 0; position < positions; position++) sum += place(row, col, position);
  return sum / positions;
}

const same = (a: Activations, b: Activations): void => expect(a).toEqual(b);

describe("activations", () => {
  it("puts every number where the policy says", async () => {
    const side = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(side, side, side),
        fc.constantFrom("flatten", "pool", "positions"),
        fc.constantFrom("first", "last"),
        async (shape, policy, channels) => {
          const layout = { policy, channels } as const;
          const source = activations(counting(shape), layout);
          const { values } = await source.readAll();
          expect([values.rows, values.cols]).toEqual([source.rows, source.cols]);
          values.data.forEach((value, k) =>
            expect(value).toBeCloseTo(
              expected(shape, layout, Math.floor(k / values.cols), k % values.cols),
              12,
            ),
          );
        },
      ),
    );
  });

  const layouts: readonly Layout[] = [
    { policy: "flatten" },
    { policy: "pool", channels: "first" },
    { policy: "pool", channels: "last" },
    { policy: "positions", channels: "first" },
    { policy: "positions", channels: "last" },
    { policy: "positions", channels: "first", trials: 0 },
    { policy: "positions", channels: "last", trials: 1 },
    { policy: "pool", channels: "first", trials: 3 },
    { trials: 1, policy: "flatten" },
  ];

  it.each(layouts)("reads any rows as a part of all: %j", async (layout) => {
    const source = activations(counting([4, 3, 2, 5]), layout);
    const all = await source.readAll();
    const cut = ({ rows, cols, data }: Activations["values"], start: number, count: number) => {
      expect(rows).toBe(source.rows);
      return { rows: count, cols, data: data.slice(start * cols, (start + count) * cols) };
    };
    for (const [start, count] of [
      [0, source.rows],
      [0, 0],
      [source.rows, 0],
      [1, 1],
      [1, source.rows - 1],
      [Math.floor(source.rows / 2), 2],
    ] as const) {
      if (start + count > source.rows) continue;
      same(await source.readRows(start, count), {
        values: cut(all.values, start, count),
        ...(all.trials && { trials: all.trials.map((trial) => cut(trial, start, count)) }),
        ...(all.groups && { groups: all.groups.slice(start, start + count) }),
      });
    }
    await expect(source.readRows(source.rows, 1)).rejects.toMatchObject({ code: "io/rows" });
  });

  it("groups the positions of one stimulus", async () => {
    const source = activations(counting([3, 2, 2]), { policy: "positions", channels: "last" });
    expect([...(await source.readAll()).groups!]).toEqual([0, 0, 1, 1, 2, 2]);
    expect([...(await source.readRows(3, 2)).groups!]).toEqual([1, 2]);
    expect((await activations(counting([3, 2])).readAll()).groups).toBeUndefined();
  });

  it("takes the mean over trials, and keeps each", async () => {
    // Unit u of stimulus s in trial t is 4s + 2u + t for the last axis, and 6t + 2s + u for the first.
    for (const [shape, trials, value] of [
      [[3, 2, 2], 2, (s: number, u: number, t: number) => 4 * s + 2 * u + t],
      [[3, 2, 2], 1, (s: number, u: number, t: number) => 4 * s + 2 * t + u],
      [[2, 3, 2], 0, (s: number, u: number, t: number) => 6 * t + 2 * s + u],
    ] as const) {
      const source = activations(counting(shape), { trials });
      expect([source.rows, source.cols, source.trials]).toEqual([3, 2, 2]);
      const all = await source.readAll();
      const places = [0, 1, 2].flatMap((s) => [0, 1].map((u) => [s, u] as const));
      expect(all.trials!.map(({ data }) => [...data])).toEqual(
        [0, 1].map((t) => places.map(([s, u]) => value(s, u, t))),
      );
      expect([...all.values.data]).toEqual(places.map(([s, u]) => (value(s, u, 0) + value(s, u, 1)) / 2));
    }
  });

  it("reads no more stimuli than the rows belong to", async () => {
    const source = counting([1000, 4, 3]);
    await activations(source, { policy: "positions", channels: "last" }).readRows(7, 2);
    expect(source.read).toBe(2 * 12);
  });

  it("reads a large array by chunks, each once", async () => {
    const source = counting([3, 1_600_000, 1]);
    const { values } = await activations(source, { policy: "pool", channels: "last" }).readAll();
    expect([...values.data]).toEqual([0, 1, 2].map((i) => i * 1_600_000 + 799_999.5));
    expect(source.read).toBe(4_800_000);
  });

  it("cuts the names of rows with the rows, and has none where the first axis is that of the trials", async () => {
    const source = activations(counting([3, 2], ["a", "b", "c"]));
    expect((await source.readRows(1, 2)).ids).toEqual(["b", "c"]);
    expect(
      (await activations(counting([3, 2], ["a", "b", "c"]), { trials: 0 }).readAll()).ids,
    ).toBeUndefined();
  });

  it("fails before it reads where the layout does not fit", () => {
    const source = counting([2, 2, 2]);
    expect(() => activations(source)).toThrow("x: must have two dimensions");
    expect(source.read).toBe(0);
  });
});
