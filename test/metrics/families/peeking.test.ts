import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { recognise, recogniseAll } from "../../../metrics/families/peeking.ts";
import { fromArray, pairOf } from "../../support/data.ts";

const [x, y] = pairOf(1);

const labelled = (of: Representation, label: string): Representation => Object.assign({ ...of }, { label });

describe("recognise", () => {
  it("takes equal labels, the same array and a row in common for the right answer", () => {
    expect(recognise(labelled(x, "conv1"), labelled(y, "conv1"))).toBe(1);
    expect(recognise(x, { ...x })).toBe(1);
    const [a, b] = [fromArray([[1, 2], [3, 4]]), fromArray([[0, 0], [3, 4]])]; // prettier-ignore
    expect(recognise(a, b)).toBe(1);
  });

  it("has nothing but the widths to go by otherwise", () => {
    expect(recognise(labelled(x, "conv1"), labelled(y, "conv2"))).toBeCloseTo((0.5 * 5) / 7, 14);
    expect(recognise(x, y)).toBeCloseTo((0.5 * 5) / 7, 14);
  });
});

describe("recogniseAll", () => {
  it("sees a list of networks × layers by the repeated widths, and answers by the place", () => {
    const all = [...pairOf(2), ...pairOf(3)];
    expect([...recogniseAll(all, all).data]).toEqual(
      all.flatMap((_a, i) => all.map((b, j) => (i % 2 === j % 2 ? 1 : recognise(all[i]!, b)))),
    );
  });

  it("sees none in a list in another order", () => {
    const [[a, b], [c, d]] = [pairOf(2), pairOf(3)];
    expect([...recogniseAll([a, d, b, c], [a, d, b, c]).data].filter((value) => value === 1)).toHaveLength(4);
  });
});
