import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { backend } from "../../linalg/index.ts";
import { triangle } from "../../representation/kernels.ts";
import {
  entries,
  field,
  relations,
  rows,
  triangular,
  triangularInt,
  unlessReason,
} from "../../representation/row-rules.ts";
import { packHollow, packSymmetric } from "../../representation/symmetric.ts";
import { gaussian } from "../support/data.ts";

const n = 7;
const order = randomFrom("row-rules").permutation(n);
const points = gaussian(n, 3, "row-rules");
const moved = rows(points, order)!;
const [before, after] = [backend().gram(points, false), backend().gram(moved, false)];

describe("how quantities follow the rows into another order", () => {
  it("moves relations, triangles and packed matrices like the matrix of the moved rows", () => {
    expect(relations(before, order)!.data).toEqual(after.data);
    expect(triangular(triangle(before), order)).toEqual(triangle(after));
    expect(triangular(packSymmetric(before), order)).toEqual(packSymmetric(after));
    expect(triangular(packHollow(before), order)).toEqual(packHollow(after));
    const whole = Int32Array.from(triangle(before), (value) => Math.round(1e6 * value));
    expect(triangularInt(whole, order)).toEqual(
      Int32Array.from(triangle(after), (value) => Math.round(1e6 * value)),
    );
  });

  it("moves entries and fields, and leaves the rest of a record alone", () => {
    expect([...entries(Float64Array.of(5, 6, 7), Int32Array.of(2, 0, 1))!]).toEqual([7, 5, 6]);
    const rule = field<"u", typeof points, { u: typeof points; rank: number }>("u", rows);
    expect(rule({ u: points, rank: 3 }, order)).toEqual({ u: moved, rank: 3 });
  });

  it("has no answer where there is a reason, which may name a row", () => {
    const rule = unlessReason<{ u: typeof points }>(field("u", rows));
    expect(rule({ reason: "has a zero row (row 3)" }, order)).toBeUndefined();
    expect(rule({ u: points }, order)).toEqual({ u: moved });
  });
});
