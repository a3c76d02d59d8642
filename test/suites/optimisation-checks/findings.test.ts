import { describe, expect, it } from "vitest";
import type { Capture } from "../../../suites/ascent-checks/climb.ts";
import { captureFinding, captureOrder, latest } from "../../../suites/optimisation-checks/findings.ts";

const at = (score: number): Capture => ({ kind: "captured", score, step: 1 });
const censored: Capture = { kind: "censored", score: 0.99 };
const stopped: Capture = { kind: "not-reached", score: 0.5 };
const common = { id: "a", title: "a", unit: "", cells: 3 };

describe("captureFinding", () => {
  it("has an interval only if every data set has a number", () => {
    expect(captureFinding(common, [at(0.5), at(0.7)])).toMatchObject({
      outcome: { status: "ok", value: 0.6 },
      interval: { level: 0.95 },
    });
    const bound = captureFinding(common, [at(0.5), censored]);
    expect(bound.outcome).toMatchObject({ status: "ok", value: 0.745 });
    expect(bound.interval).toBeUndefined();
    expect(bound.note).toContain("lower bound");
  });

  it("gives no number where nothing was captured, and none to what the optimiser missed", () => {
    expect(captureFinding(common, [censored, stopped]).outcome.status).toBe("undefined");
    expect(captureFinding(common, [at(0.9), stopped]).outcome).toMatchObject({ value: 0.9 });
  });
});

describe("captureOrder", () => {
  it("is 1 from large to small, −1 the other way, and counts the censored as later", () => {
    expect(captureOrder([at(0.1), at(0.2), censored])).toBe(1);
    expect(captureOrder([at(0.3), at(0.2), at(0.1)])).toBe(-1);
    expect(captureOrder([at(0.3), stopped])).toBeUndefined();
  });
});

describe("latest", () => {
  it("is the last of several captures, or the one that never came", () => {
    expect(latest([at(0.2), at(0.6), { kind: "from-start" }])).toEqual(at(0.6));
    expect(latest([at(0.2), censored])).toBe(censored);
    expect(latest([censored, stopped])).toBe(stopped);
    expect(latest([{ kind: "from-start" }])).toEqual({ kind: "from-start" });
  });
});
