import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryOrder, placeOf } from "../../../metrics/families/entry-order.ts";

describe("placeOf", () => {
  it("is the number of smaller ones, or of those that are not larger", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.nat(9), (list, value) => {
        const ascending = Float64Array.from(list).sort();
        expect(placeOf(ascending, value)).toBe(list.filter((other) => other < value).length);
        expect(placeOf(ascending, value, true)).toBe(list.filter((other) => other <= value).length);
      }),
    );
  });
});

describe("entryOrder", () => {
  it("gives every edge and every filling a place of its own, by radius, an edge before its filling", () => {
    const n = 7;
    const radii = fc.array(fc.nat(5), { minLength: 2 * n * n, maxLength: 2 * n * n });
    fc.assert(
      fc.property(radii, (list) => {
        const [near, far] = [new Float64Array(n * n), new Float64Array(n * n)];
        const pairs: [number, number][] = [];
        for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) pairs.push([i * n + j, j * n + i]);
        for (const [edge, mirror] of pairs) {
          near[edge] = near[mirror] = Math.min(list[edge]!, list[mirror]!);
          far[edge] = far[mirror] = Math.max(list[edge]!, list[mirror]!);
        }
        const order = entryOrder(near, far, n);
        const places = pairs.flatMap(([edge]) => [order.near[edge]!, order.far[edge]!]);
        expect([...places].sort((a, b) => a - b)).toEqual(places.map((_, k) => k));
        for (const [edge, mirror] of pairs) {
          const [own, filling] = [order.near[edge]!, order.far[edge]!];
          expect(own).toBeLessThan(filling);
          expect([order.radii[own], order.radii[filling]]).toEqual([near[edge], far[edge]]);
          expect([order.edges[own], order.edges[filling]]).toEqual([edge, -1]);
          expect([order.near[mirror], order.far[mirror]]).toEqual([own, filling]);
        }
        // Neither a triangle of one stimulus nor one that is not there is ever first.
        for (let i = 0; i < n; i++) expect(order.near[i * n + i]).toBe(2 * pairs.length);
      }),
    );
  });
});
