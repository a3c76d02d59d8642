import { describe, expect, it } from "vitest";
import { loadCatalogue, wholeCatalogue } from "../../engine/catalogue.ts";

describe("loadCatalogue", () => {
  it("gives what is asked for, in that order, unlisted variants included", async () => {
    const request = {
      metrics: ["norm-ratio", "cka-linear", "cka-rbf-0.33"],
      suites: ["layers", "invariance"],
    };
    const { metrics, suites } = await loadCatalogue(request);
    expect(metrics.map(({ id }) => id)).toEqual(request.metrics);
    expect(suites.map(({ id }) => id)).toEqual(request.suites);
  });

  it("names the nearest id for one that it does not know", async () => {
    await expect(loadCatalogue({ metrics: [], suites: ["layer"] })).rejects.toMatchObject({
      code: "suite/unknown",
      message: expect.stringContaining('"layers"') as string,
    });
    await expect(loadCatalogue({ metrics: ["cka-linaer"], suites: [] })).rejects.toMatchObject({
      code: "metric/unknown",
    });
  });
});

describe("wholeCatalogue", () => {
  it("can be loaded again by its ids", async () => {
    const { metrics, suites } = await wholeCatalogue();
    const again = await loadCatalogue({
      metrics: metrics.map(({ id }) => id),
      suites: suites.map(({ id }) => id),
    });
    expect(again.metrics.map(({ id }) => id)).toEqual(metrics.map(({ id }) => id));
    expect(again.suites).toEqual(suites);
  });
});
