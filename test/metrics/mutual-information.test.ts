import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { matrix } from "../../core/matrix.ts";
import { combine } from "../../linalg/elementwise.ts";
import { centeredBasis } from "../../generators/components.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian } from "../support/data.ts";

const metric = await metricById("mutual-information-gaussian");

describe("mutual-information-gaussian", () => {
  it("is −½ ln(1 − r²) nats for two single units", () => {
    const basis = centeredBasis(25, 2, randomFrom("mi"));
    const column = (j: number): ReturnType<typeof matrix> =>
      matrix(
        25,
        1,
        Float64Array.from({ length: 25 }, (_, i) => basis.data[2 * i + j]!),
      );
    const y = combine(0.6, column(0), 0.8, column(1));
    expect(compare(metric, representation(column(0)), representation(y))).toBeCloseTo(
      -0.5 * Math.log(1 - 0.36),
      12,
    );
  });

  it("says that it is infinite at identity and with as many units as stimuli", () => {
    const x = representation(gaussian(10, 3, "x"));
    expect(() => compare(metric, x, x)).toThrow(/infinite/);
    expect(() => compare(metric, x, representation(gaussian(10, 9, "y")))).toThrow(/infinite/);
  });
});
