import { describe, expect, it } from "vitest";
import type { Subject } from "../../../core/metric.ts";
import { failed, ok, undefinedBecause } from "../../../core/outcome.ts";
import { fromRows } from "../../../core/matrix.ts";
import { representation } from "../../../representation/create.ts";
import { askPart, comparable, firstOf, type Part } from "../../../suites/layer-checks/stage.ts";
import { metric } from "../../engine/support/metrics.ts";

const all = [1, 2, 3, 4].map((value) => representation(fromRows([[value], [0]])));
const member = (id: string) => ({ id, layers: ["first", "second"] });
const part: Part = { at: 0, members: [member("a"), member("b")], all, order: [2, 0, 3, 1] };

const asked = (answer: (x: number, y: number) => ReturnType<Subject["compare"]>): Subject => ({
  info: metric("asked", () => 0, { symmetric: true, direction: "similarity" }),
  compare: () => ok(0),
  allPairs: (xs, ys) =>
    xs.flatMap((x) => ys.map((y) => answer(x.values.data[0]!, y.values.data[0]!))) as ReturnType<
      Subject["allPairs"]
    >,
});

describe("comparable", () => {
  it("negates distances and adds both directions of an asymmetric score", () => {
    const raw = Float64Array.of(0, 1, 10, 11);
    expect([...comparable(raw, 2, { direction: "distance", symmetric: true })]).toEqual([-0, -1, -10, -11]);
    expect([...comparable(raw, 2, { direction: "similarity", symmetric: false })]).toEqual([0, 11, 11, 22]);
  });
});

describe("askPart", () => {
  it("puts answers back in the order of the layers", async () => {
    const table = await askPart(
      asked((x, y) => ok(10 * x + y)),
      part,
    );
    if ("broken" in table) throw new Error("broken");
    expect([...table.values]).toEqual([11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34, 41, 42, 43, 44]);
  });

  it("goes on without a value, and stops at an error", async () => {
    const table = await askPart(
      asked((x) => (x === 2 ? undefinedBecause("no variance") : ok(1))),
      part,
    );
    if ("broken" in table) throw new Error("broken");
    expect(table.reason).toBe("no variance");
    expect([...table.values].map(Number.isNaN).filter(Boolean)).toHaveLength(4);
    const broken = await askPart(
      asked(() => failed("metric/not-a-number", "NaN")),
      part,
    );
    expect(broken).toMatchObject({ broken: { code: "metric/not-a-number" } });
  });
});

describe("firstOf", () => {
  it("keeps the layers of the first networks, in the order in which they were shown", () => {
    const { members, all: kept, order } = firstOf(part, 1);
    expect([members.length, kept, Array.from(order)]).toEqual([1, all.slice(0, 2), [0, 1]]);
  });
});
