import { describe, expect, it } from "vitest";
import { notApplicable, ok, undefinedBecause } from "../../../core/outcome.ts";
import type { SuiteFinding } from "../../../core/suite.ts";
import type { ComponentChange } from "../../../generators/component-changes.ts";
import { describeCells, shareNeeded, undescribed } from "../../../suites/pc-variance-checks/findings.ts";
import { SPECTRUM_NAMES, variancesOf } from "../../../suites/pc-variance-checks/spectra.ts";
import { cellOf } from "./cells.ts";

/** Share of the variance of X that is left in Y, turned components counted by c: R² with c for c². */
function variance(lambda: readonly number[], { variances, correlations }: ComponentChange): number {
  const total = lambda.reduce((sum, value) => sum + value, 0);
  return (
    lambda.reduce((sum, value, i) => sum + (variances[i]! > 0 ? correlations[i]! * value : 0), 0) / total
  );
}

const cells = SPECTRUM_NAMES.map((name) => cellOf(name, variance));
const valueOf = (findings: readonly SuiteFinding[], id: string): number => {
  const { outcome } = findings.find((finding) => finding.id === id)!;
  if (outcome.status !== "ok") throw new Error(`${id}: ${outcome.status}`);
  return outcome.value as number;
};

describe("shareNeeded", () => {
  it("is the variance of the fewest leading components that reach the level", () => {
    // 0.5051, then 0.5051 + 0.1545, of 0.96244: 52.5 % and 68.5 %.
    const measured = cells.find(({ spectrum }) => spectrum === "measured")!;
    expect(shareNeeded(measured, 0.5)).toBeCloseTo(0.5051 / 0.96244, 5);
    expect(shareNeeded(measured, 0.6)).toBeCloseTo((0.5051 + 0.1545) / 0.96244, 5);
    const flat = cells.find(({ spectrum }) => spectrum === "flat")!;
    // Exactly one half must not depend on rounding.
    expect(shareNeeded(flat, 0.5)).toBeCloseTo(0.5, 12);
    expect(shareNeeded(flat, 0.51)).toBeCloseTo(7 / 12, 12);
  });

  it("is everything where a score falls below the level again", () => {
    const dented = cellOf("flat", (lambda, change) =>
      change.variances.filter((value) => value > 0).length === 11 ? 0 : variance(lambda, change),
    );
    expect(shareNeeded(dented, 0.5)).toBeCloseTo(1, 12);
  });
});

describe("describeCells", () => {
  const findings = describeCells(cells);

  it("gives the mean over the spectra", () => {
    const first = SPECTRUM_NAMES.map((name) => {
      const lambda = variancesOf(name);
      return lambda[0]! / lambda.reduce((sum, value) => sum + value, 0);
    });
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    expect(valueOf(findings, "loss/replaced")).toBeCloseTo(mean, 12);
    expect(valueOf(findings, "loss/removed")).toBeCloseTo(mean, 12);
    expect(valueOf(findings, "loss/half-correlation")).toBeCloseTo(0.5, 12);
    expect(valueOf(findings, "loss/equal-variances")).toBeCloseTo(0, 12);
    expect(valueOf(findings, "exponent")).toBeCloseTo(1, 12);
    const halves = valueOf(findings, "kept/largest-half") + valueOf(findings, "kept/smallest-half");
    expect(halves).toBeCloseTo(1, 12);
    // Below 1 % are the last component of the exponential spectrum and the last three of the measured one.
    expect(valueOf(findings, "components-seen")).toBe((12 + 11 + 12 + 9) / 4);
  });

  it("has an interval over data sets and a curve for every spectrum", () => {
    const twice = describeCells([...cells, ...SPECTRUM_NAMES.map((name) => cellOf(name, variance, 1))]);
    const { interval, detail, cells: count } = twice.find(({ id }) => id === "loss/replaced")!;
    expect(interval).toMatchObject({ method: "Student's t over 2 data sets" });
    expect(interval!.high - interval!.low).toBeCloseTo(0, 12);
    expect(count).toBe(8);
    const { curves } = detail as unknown as { curves: { name: string; x: number[]; y: number[] }[] };
    expect(curves.map(({ name }) => name)).toEqual(SPECTRUM_NAMES);
    for (const { x, y } of curves) y.forEach((loss, i) => expect(loss).toBeCloseTo(x[i]!, 12));
  });

  it("is all description: nothing of it may be ranked", () => {
    expect(new Set(findings.map(({ role }) => role))).toEqual(new Set(["description"]));
  });
});

describe("undescribed", () => {
  it("gives every finding the reason, or what went wrong", () => {
    const ids = describeCells(cells).map(({ id }) => id);
    const blind = undescribed(ok([]), "blind");
    expect(blind.map(({ id }) => id)).toEqual(ids);
    expect(blind.every(({ outcome }) => outcome.status === "undefined")).toBe(true);
    expect(blind[0]!.outcome).toEqual(undefinedBecause("blind"));
    expect(undescribed(notApplicable("no"), "no")[0]!.outcome).toEqual(notApplicable("no"));
  });
});
