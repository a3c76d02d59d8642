import { describe, expect, it } from "vitest";
import { heldSource, readSource, requireRows } from "../../io/source.ts";

describe("heldSource", () => {
  const about = { name: "a.csv", shape: [3, 2], dtype: "text", ids: ["a", "b", "c"] };

  it("loads once, and gives rows as copies", async () => {
    let loads = 0;
    const source = heldSource(about, () =>
      Promise.resolve(Float64Array.of(1, 2, 3, 4, 5, 6)).finally(() => loads++),
    );
    const rows = await source.readRows(1, 2);
    rows.fill(0);
    expect([...(await source.readRows(1, 1))]).toEqual([3, 4]);
    expect([...(await source.readAll())]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([loads, source.seekable]).toEqual([1, false]);
  });

  it("checks rows before it loads", async () => {
    const source = heldSource(about, () => Promise.reject(new Error("loaded")));
    await expect(source.readRows(2, 2)).rejects.toMatchObject({ code: "io/rows" });
  });

  it("has no row to give of an array without any", async () => {
    const source = heldSource({ name: "x", shape: [0, 5], dtype: "<f8" }, () =>
      Promise.resolve(new Float64Array(0)),
    );
    expect(await source.readRows(0, 0)).toHaveLength(0);
  });
});

describe("readSource", () => {
  it("keeps what is known of it, and leaves out names where there are none", async () => {
    const data = Float64Array.of(7);
    const source = heldSource({ name: "x", shape: [1], dtype: "<f4" }, () => Promise.resolve(data));
    expect(await readSource(source)).toStrictEqual({ name: "x", shape: [1], dtype: "<f4", data });
    const named = heldSource({ name: "x", shape: [1], dtype: "<f4", ids: ["a"] }, () =>
      Promise.resolve(data),
    );
    expect((await readSource(named)).ids).toEqual(["a"]);
  });
});

describe("requireRows", () => {
  it("takes what lies inside, the empty end included", () => {
    requireRows("x", 3, 0, 3);
    requireRows("x", 3, 3, 0);
    expect(() => requireRows("x", 3, 4, 0)).toThrow(
      "x: readRows: start and count must lie within its 3 rows (got 4 and 0)",
    );
    expect(() => requireRows("x", 3, 1, -1)).toThrow("got 1 and -1");
  });
});
