import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDesk, sortPlaces } from "../../representation/sorted-places.ts";

/** Values of a few scales, so that both ways of sorting are taken. */
const numbers = fc.array(
  fc.oneof(
    fc.double({ noNaN: true, min: -1, max: 1 }),
    fc.double({ noNaN: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -320, max: 300 }).map((e) => 10 ** e),
  ),
  { minLength: 1, maxLength: 300 },
);

describe("sortPlaces", () => {
  it("gives the values of a stretch in ascending order and where each came from", () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (given, cut) => {
        const values = Float64Array.from(given, (value) => value + 0);
        const from = cut % values.length;
        const count = values.length - from;
        const desk = openDesk(count);
        sortPlaces(values, from, values.length, desk);
        expect(desk.sorted).toEqual(values.slice(from).sort());
        expect(Float64Array.from(desk.places, (place) => values[place]!)).toEqual(desk.sorted);
        expect([...desk.places].sort((a, b) => a - b)).toEqual(Array.from(desk.places, (_, k) => from + k));
      }),
      { numRuns: 500 },
    );
  });

  it("sorts what is crowded in one cell", () => {
    const values = Float64Array.from({ length: 3000 }, (_, k) => (k === 0 ? 1 : 1e-12 * ((k * 7919) % 3000)));
    const desk = openDesk(values.length);
    sortPlaces(values, 0, values.length, desk);
    expect(desk.sorted).toEqual(values.slice().sort());
    expect(Float64Array.from(desk.places, (place) => values[place]!)).toEqual(desk.sorted);
  });
});
