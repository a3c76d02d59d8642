import { describe, expect, it } from "vitest";
import { loadFamilies, loadMetrics, metricById } from "../../../metrics/registry/index.ts";

/** The ids that the issues fix. */
const FIXED = [
  "hsic-linear",
  "cka-linear",
  "cka-angular",
  "cka-debiased",
  "cka-rbf-0.2",
  "cka-rbf-0.4",
  "cka-rbf-0.8",
  "cca-mean",
  "cca-r2",
  "svcca-mean",
  "svcca-r2",
  "pwcca",
  "linear-regression",
  "linear-regression-cv",
  "ridge-cv",
  "nbs",
  "procrustes-angular",
  "procrustes",
  "correlation-match-hard",
  "mutual-information-gaussian",
  "constant",
  "random",
  "norm-ratio",
];

describe("the registry", () => {
  it("lists every fixed id, once", async () => {
    const ids = (await loadMetrics()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(FIXED));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("finds each listed metric by its id", async () => {
    for (const metric of await loadMetrics()) expect((await metricById(metric.id)).id).toBe(metric.id);
  });

  it("has one family a file, named like it, and complete metadata", async () => {
    for (const family of await loadFamilies()) {
      expect(family.id).toMatch(/^[a-z0-9-]+$/);
      expect(family.title).not.toBe("");
    }
    for (const metric of await loadMetrics()) {
      expect(metric.id).toMatch(/^[a-z][a-z0-9.-]*$/);
      for (const text of [metric.title, metric.formula, metric.cost, metric.family])
        expect(text).not.toBe("");
      expect(metric.cite).toMatch(metric.control ? /control/ : /^(doi:|arxiv:|isbn:|https?:)/);
      expect(metric.range[0]).toBeLessThan(metric.range[1]);
      expect(metric.version).toBeGreaterThanOrEqual(1);
      expect(metric.minimumRows).toBeGreaterThanOrEqual(1);
      if (!metric.control) expect(metric.caveats.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ["cka-liner", "metric/unknown", /did you mean "cka-linear"/],
    ["cka-rbf-wide", "metric/bad-parameter", /does not understand "wide"/],
    ["cka-linear@angulr", "metric/unknown-form", /"@angular"/],
    ["procrustes@angular", "metric/unknown-form", /forms are for similarities/],
    ["", "metric/unknown", /there is no metric ""/],
  ])("refuses %s", async (id, code, message) => {
    await expect(metricById(id)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it("writes the parameters of an id in one order and leaves defaults out", async () => {
    expect((await metricById("ridge-cv-folds-contiguous-lambda-1")).id).toBe(
      "ridge-cv-lambda-1-folds-contiguous",
    );
    expect((await metricById("ridge-cv-lambda-grid")).id).toBe("ridge-cv");
    expect((await metricById("cka-rbf-0.30")).id).toBe("cka-rbf-0.3");
  });
});
