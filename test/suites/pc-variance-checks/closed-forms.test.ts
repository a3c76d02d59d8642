import { describe, expect, it } from "vitest";
import { ok } from "../../../core/outcome.ts";
import { CHANGES } from "../../../generators/component-changes.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { closedFormFindings, closedForms } from "../../../suites/pc-variance-checks/closed-forms.ts";
import { questionsOf } from "../../../suites/pc-variance-checks/questions.ts";
import { STIMULI, variancesOf } from "../../../suites/pc-variance-checks/spectra.ts";

const lambda = [5, 3, 1.5, 0.5];
const [total, squares] = [10, 25 + 9 + 2.25 + 0.25];

describe("closedForms", () => {
  it("of a replaced component are those of docs/measures.md", () => {
    const forms = closedForms(lambda, CHANGES.replace(lambda, 1), 40);
    expect(forms.cka).toBeCloseTo(1 - 9 / squares, 14);
    expect(forms.nbs).toBeCloseTo(1 - 3 / total, 14);
    expect(forms["regression-x"]).toBeCloseTo(1 - 3 / total, 14);
    expect(forms["cca-mean"]).toBeCloseTo(3 / 4, 14);
    expect(forms["cca-r2"]).toBeCloseTo(3 / 4, 14);
  });

  it("of a decorrelated component", () => {
    const forms = closedForms(lambda, CHANGES.decorrelate(lambda, 0, 0.6), 40);
    expect(forms.cka).toBeCloseTo(1 - ((1 - 0.36) * 25) / squares, 14);
    expect(forms.nbs).toBeCloseTo(1 - (0.4 * 5) / total, 14);
    expect(forms["regression-x"]).toBeCloseTo(1 - ((1 - 0.36) * 5) / total, 14);
    expect(forms["cca-mean"]).toBeCloseTo(1 - 0.4 / 4, 14);
    expect(forms["cca-r2"]).toBeCloseTo(1 - (1 - 0.36) / 4, 14);
  });

  it("of the top k", () => {
    const forms = closedForms(lambda, CHANGES.keepLargest(lambda, 2), 40);
    expect(forms.cka).toBeCloseTo(Math.sqrt(34 / squares), 14);
    expect(forms.nbs).toBeCloseTo(Math.sqrt(8 / total), 14);
    expect(forms["regression-x"]).toBeCloseTo(8 / total, 14);
    expect([forms["regression-y"], forms["cca-mean-rank"], forms["cca-r2-rank"]]).toEqual([1, 1, 1]);
    expect(forms["cca-mean"]).toBe(0.5);
  });

  it("of rescaled variances", () => {
    const mu = [1, 2, 3, 4];
    const forms = closedForms(lambda, CHANGES.rescale(lambda, mu), 40);
    const products = 5 + 6 + 4.5 + 2;
    expect(forms.cka).toBeCloseTo(products / Math.sqrt(squares * 30), 14);
    const roots = Math.sqrt(5) + Math.sqrt(6) + Math.sqrt(4.5) + Math.sqrt(2);
    expect(forms.nbs).toBeCloseTo(roots / Math.sqrt(total * 10), 14);
    expect(forms.hsic).toBeCloseTo(products / 39 ** 2, 14);
    expect([forms["cca-mean"], forms["regression-x"], forms["regression-y"]]).toEqual([1, 1, 1]);
  });
});

describe("closedFormFindings", () => {
  const spectrum = "power-law";
  const exact = questionsOf(variancesOf(spectrum)).map(
    ({ change }) => closedForms(variancesOf(spectrum), change, STIMULI).nbs!,
  );
  const findingOf = async (
    id: string,
    values: readonly number[],
  ): Promise<ReturnType<typeof closedFormFindings>[number] | undefined> => {
    const which = { id: spectrum, params: spectrum, replicates: 1 } as const;
    const observation = { case: which, replicate: 0, outcome: ok(values) };
    return closedFormFindings(await metricById(id), [observation])[0];
  };

  it("pass exact values of the score behind a metric", async () => {
    expect((await findingOf("nbs", exact))?.outcome).toEqual(ok("passed"));
    expect((await findingOf("procrustes-angular", exact.map(Math.acos)))?.outcome).toEqual(ok("passed"));
  });

  it("fail a single value that is off by 1e-9, and say which", async () => {
    const spoiled = exact.map((value, k) => (k === 5 ? value + 1e-9 : value));
    const finding = await findingOf("nbs", spoiled);
    expect(finding?.outcome).toEqual(ok("failed"));
    expect(finding?.note).toMatch(/power-law replace 3/);
  });

  it("say nothing of a metric without closed form", async () => {
    expect(await findingOf("knn-mutual", exact)).toBeUndefined();
  });
});
