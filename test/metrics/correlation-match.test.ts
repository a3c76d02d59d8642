import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { matrix } from "../../core/matrix.ts";
import { beside, selectColumns } from "../../linalg/elementwise.ts";
import { compare, gaussian } from "../support/data.ts";

const metric = await metricById("correlation-match-hard");

describe("correlation-match-hard", () => {
  it("finds a permutation, from either side, also among more units", () => {
    const x = gaussian(30, 5, "match");
    const shuffled = selectColumns(x, [3, 0, 4, 1, 2]);
    const more = beside(shuffled, gaussian(30, 3, "others"));
    expect(compare(metric, representation(x), representation(shuffled))).toBeCloseTo(1, 12);
    expect(compare(metric, representation(x), representation(more))).toBeCloseTo(1, 12);
    expect(compare(metric, representation(more), representation(x))).toBeCloseTo(1, 12);
  });

  it("counts a constant unit as a correlation of zero", () => {
    const x = gaussian(30, 3, "constant");
    const silent = beside(selectColumns(x, [0, 1]), matrix(30, 1, new Float64Array(30).fill(7)));
    expect(compare(metric, representation(x), representation(silent))).toBeCloseTo(2 / 3, 12);
  });

  it("is −1 for a single negated unit", () => {
    const x = gaussian(30, 1, "negative");
    expect(
      compare(metric, representation(x), representation({ ...x, data: x.data.map((v) => -v) })),
    ).toBeCloseTo(-1, 12);
  });
});
