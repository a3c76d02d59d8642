import { describe, expect, it } from "vitest";
import { forward, loadZoo, readOut } from "../../../generators/networks/index.ts";
import { representation } from "../../../representation/create.ts";
import { spectrum } from "../../../representation/spectral.ts";
import {
  COMPONENTS,
  SPECTRA,
  SPECTRUM_NAMES,
  STIMULI,
  variancesOf,
} from "../../../suites/pc-variance-checks/spectra.ts";

describe("the spectra", () => {
  it("have as many components as are left room for, in descending order", () => {
    expect(STIMULI).toBeGreaterThan(2 * COMPONENTS + 1);
    for (const name of SPECTRUM_NAMES) {
      expect(SPECTRA[name]).toHaveLength(COMPONENTS);
      expect([...SPECTRA[name]].sort((a, b) => b - a)).toEqual(SPECTRA[name]);
    }
  });

  it("are scaled to a mean variance of 1 per unit, in the given ratios", () => {
    for (const name of SPECTRUM_NAMES) {
      const lambda = variancesOf(name);
      expect(lambda.reduce((sum, value) => sum + value, 0) / (STIMULI * COMPONENTS)).toBeCloseTo(1, 12);
      expect(lambda[0]! / lambda[5]!).toBeCloseTo(SPECTRA[name][0] / SPECTRA[name][5], 10);
    }
  });

  it("measured is that of the shipped network", () => {
    const zoo = loadZoo();
    const network = zoo.group("c6").networks[0]!;
    const layer = forward(network, zoo.images).find(({ name }) => name === "conv2")!;
    const { sigma } = spectrum(representation(readOut(layer, "pooled")));
    const total = sigma.reduce((sum, value) => sum + value ** 2, 0);
    SPECTRA.measured.forEach((share, i) => expect(sigma[i]! ** 2 / total / share).toBeCloseTo(1, 3));
    expect(network.id).toBe("c6/seed-0");
  });
});
