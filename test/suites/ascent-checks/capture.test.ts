import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { assemble, decorrelate, randomComponents } from "../../../generators/components.ts";
import { haar } from "../../../generators/haar.ts";
import { backend } from "../../../linalg/index.ts";
import { representation } from "../../../representation/create.ts";
import { componentR2, crossings, halfway } from "../../../suites/ascent-checks/capture.ts";

const lambda = [8, 4, 2, 1];
const components = randomComponents(30, lambda, randomFrom("capture"));
const x = representation(assemble(components.u, lambda, components.v));

describe("componentR2", () => {
  it("is the squared correlation that a component was left with, whatever linear map Y went through", () => {
    const values = assemble(decorrelate(components, 1, 0.6), lambda, components.v);
    const y = representation(backend().multiply(values, randomFrom("map").gaussianMatrix(4, 4)));
    const r2 = componentR2(x, y, 4);
    [1, 0.36, 1, 1].forEach((expected, i) => expect(r2[i]).toBeCloseTo(expected, 10));
  });

  it("counts what the rank leaves where Y has lost columns", () => {
    const kept = [8, 4, 0, 0];
    const r2 = componentR2(x, representation(assemble(components.u, kept, components.v)), 4);
    [1, 1, 0, 0].forEach((expected, i) => expect(r2[i]).toBeCloseTo(expected, 10));
  });

  it("by a rotation alone is 1 for a turned and scaled copy, and less for other variances", () => {
    const turned = backend().multiply(x.values, haar(4, 4, randomFrom("turn")));
    const copy = representation({ ...turned, data: turned.data.map((value) => 3 * value) });
    componentR2(x, copy, 4, "orthogonal").forEach((r2) => expect(r2).toBeCloseTo(1, 10));
    const flat = representation(assemble(components.u, [1, 1, 1, 1], components.v));
    // b = Σσᵢ/4, and component i is predicted as b·uᵢ: R² = 1 − (σᵢ − b)²/σᵢ².
    const b = lambda.reduce((sum, value) => sum + Math.sqrt(value), 0) / 4;
    const r2 = componentR2(x, flat, 4, "orthogonal");
    lambda.forEach((value, i) => expect(r2[i]).toBeCloseTo(1 - (Math.sqrt(value) - b) ** 2 / value, 10));
  });
});

describe("crossings", () => {
  it("interpolates the first crossing, keeps it, and tells what was there from the start", () => {
    const track = crossings(3, (first, i) => (i === 2 ? 0.1 : halfway(first)));
    track.add(0, 0.2, [0.5, 0, 0.3]);
    track.add(1, 0.4, [0.7, 0.2, 0.3]);
    track.add(2, 0.6, [0.8, 0.1, 0]);
    track.add(3, 0.9, [0.1, 0.2, 0.9]);
    expect(track.found[0]!.score).toBeCloseTo(0.5, 12);
    expect(track.found[0]!.step).toBeCloseTo(1.5, 12);
    expect(track.found[1]).toBeUndefined();
    expect(track.found[2]).toBeUndefined();
    expect(track.fromStart).toEqual([false, false, true]);
  });
});
