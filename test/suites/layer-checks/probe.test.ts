import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { probeAccuracy } from "../../../suites/layer-checks/probe.ts";

const CLASSES = 4;
const labels = Uint8Array.from({ length: 120 }, (_, i) => Math.floor(i / 30));

/** Class centres at `distance` from each other along axes of their own, in noise of variance 1. */
function clouds(distance: number) {
  const x = randomFrom("probe").gaussianMatrix(labels.length, 6);
  labels.forEach((label, i) => (x.data[i * 6 + label]! += distance));
  return x;
}

describe("probeAccuracy", () => {
  it("reads what can be read, and nothing from noise", () => {
    expect(probeAccuracy(clouds(20), labels)).toBe(1);
    const noise = probeAccuracy(clouds(0), labels);
    expect(Math.abs(noise - 1 / CLASSES)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / labels.length));
  });

  it("does not care for the scale of a unit, nor for a silent one", () => {
    const x = clouds(2);
    const scaled = matrix(x.rows, x.cols + 1);
    for (let i = 0; i < x.rows; i++)
      for (let j = 0; j < x.cols; j++) scaled.data[i * scaled.cols + j] = x.data[i * x.cols + j]! * 10 ** j;
    expect(probeAccuracy(scaled, labels)).toBe(probeAccuracy(x, labels));
  });
});
