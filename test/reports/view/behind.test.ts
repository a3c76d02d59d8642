import { describe, expect, it } from "vitest";

import { failed, ok, type Value } from "../../../core/outcome.ts";
import { behindBest } from "../../../reports/view/behind.ts";
import { makeFinding } from "../make.ts";

const detail = (leftOut: readonly number[]): Value => ({
  perLayer: [1],
  layers: ["a"],
  confusion: [[1]],
  tied: 0,
  saturated: false,
  leftOut,
});
const make = (metric: string, value: number, leftOut: readonly number[]) =>
  makeFinding({ id: "accuracy/one", metric, unit: "fraction", outcome: ok(value), detail: detail(leftOut) });

describe("behindBest", () => {
  const best = make("best", 0.9, [0.9, 0.92, 0.88, 0.9]);
  // Always 0.1 less: the pairing leaves no error, though each alone has one.
  const worse = make("worse", 0.8, [0.8, 0.82, 0.78, 0.8]);
  const alike = make("alike", 0.89, [0.95, 0.8, 0.95, 0.86]);
  const control = make("control", 1, [1, 1, 1, 1]);
  const fewer = make("fewer", 0.99, [0.99, 0.99, 0.99]);
  const broken = makeFinding({
    id: "accuracy/one",
    outcome: failed("a/b", "c"),
    detail: detail([1, 1, 1, 1]),
  });
  const all = [worse, control, best, alike, fewer, broken];
  const behind = behindBest(all, ({ metric }) => metric !== "control");

  it("names the best candidate and the difference of the others, told apart by the paired interval", () => {
    expect(behind(best)).toEqual({ text: "best", level: true, sort: "0" });
    expect(behind(worse)).toMatchObject({ text: "10.0 (10.0–10.0\u202f%)", level: false });
    expect(behind(alike)).toMatchObject({ level: true });
    expect(behind(control).text).toMatch(/^−10\.0 /);
  });

  it("says nothing of what was asked about other networks, or has no accuracy", () => {
    expect([fewer, broken].map((one) => behind(one).text)).toEqual(["", ""]);
    expect(behindBest([], () => true)(best).text).toBe("");
  });
});
