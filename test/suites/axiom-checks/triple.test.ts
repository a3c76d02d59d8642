import { describe, expect, it } from "vitest";
import { createAsker } from "../../../suites/axiom-checks/asker.ts";
import {
  excessOf,
  measureTriple,
  relativeExcess,
  type Ruler,
  type Triple,
} from "../../../suites/axiom-checks/triple.ts";
import { fromArray } from "../../support/data.ts";
import { onLine, subject } from "./support.ts";

const point = (value: number): ReturnType<typeof fromArray> => fromArray([[value], [0]]);
const [a, b, c] = [point(0), point(1), point(3)];
const rulerOf = (symmetric: boolean, power = 2): Ruler => ({
  asker: createAsker(subject(onLine(power))),
  distance: (value) => value,
  symmetric,
  size: 1,
});

describe("measureTriple", () => {
  it("asks for three distances, in the given order for asymmetric measures", async () => {
    const ruler = rulerOf(false);
    const measured = (await measureTriple(ruler, [a, c, b]))!;
    expect(measured).toMatchObject({ xy: 9, yz: 4, xz: 1 });
    expect(excessOf(measured)).toBe(-12);
    expect(ruler.asker.asked).toBe(3);
  });

  it("puts the longest side last for symmetric ones, whatever the order", async () => {
    for (const order of [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ] as Triple[]) {
      const measured = (await measureTriple(rulerOf(true), order))!;
      expect(excessOf(measured)).toBe(9 - 1 - 4);
      expect(measured.triple[1]).toBe(b);
      const [x, y, z] = measured.triple.map(({ values }) => values);
      expect([measured.xy, measured.yz, measured.xz]).toEqual([
        onLine(2)(x!, y!),
        onLine(2)(y!, z!),
        onLine(2)(x!, z!),
      ]);
    }
  });

  it("does not ask again for the side that has not changed", async () => {
    for (const changed of [0, 1, 2] as const) {
      const ruler = rulerOf(false);
      const before = (await measureTriple(ruler, [a, b, c]))!;
      const triple = before.triple.map((side, k) => (k === changed ? point(5) : side)) as unknown as Triple;
      const after = await measureTriple(ruler, triple, { measured: before, changed });
      expect(ruler.asker.asked).toBe(5);
      expect(after).toEqual(await measureTriple(ruler, triple));
    }
  });
});

describe("relativeExcess", () => {
  it("does not depend on the unit and disregards distances that are rounding", async () => {
    const measured = (await measureTriple(rulerOf(true), [a, b, c]))!;
    expect(relativeExcess(measured, { size: 1 })).toBeCloseTo(4 / 9, 15);
    expect(relativeExcess(measured, { size: 1e5 })).toBe(-1);
  });
});
