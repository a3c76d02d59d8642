import { describe, expect, it } from "vitest";
import { scaleColumns } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const value = async (id: string, x: Parameters<typeof compare>[1], y: typeof x): Promise<number> =>
  compare(await metricById(id), x, y);

describe("svcca-cv", () => {
  it("is cross-validated CCA when every component is kept", async () => {
    const [x, y] = pairOf(1, { n: 40 });
    const all = await value("shape-cv-alpha-0", x, y);
    expect(await value("svcca-cv-threshold-1", x, y)).toBeCloseTo(all, 12);
    expect(await value("svcca-cv-components-7", x, y)).toBeCloseTo(all, 12);
    expect(Math.abs((await value("svcca-cv-components-2", x, y)) - all)).toBeGreaterThan(1e-3);
  });

  it("drops components by Σσ² or by Σσ of the training rows, as svcca does", async () => {
    // Three large components and three tiny ones: 99 % of Σσ² keeps three, 99 % of Σσ keeps more.
    const scaled = (name: string): ReturnType<typeof representation> =>
      representation(scaleColumns(gaussian(60, 6, name), [1, 1, 1, 0.05, 0.05, 0.05]));
    const [x, y] = [scaled("a"), scaled("b")];
    const three = await value("svcca-cv-components-3", x, y);
    expect(await value("svcca-cv", x, y)).toBeCloseTo(three, 12);
    expect(Math.abs((await value("svcca-cv-of-singular-values", x, y)) - three)).toBeGreaterThan(1e-3);
  });

  it("is invariant to what it declares and to nothing else", async () => {
    const metric = await metricById("svcca-cv-components-3");
    expectInvariances(metric);
  });
});
