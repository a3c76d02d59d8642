import { beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../../core/finding.ts";
import { type Transform, TRANSFORMS } from "../../../core/invariance.ts";
import { failed, ok, undefinedBecause } from "../../../core/outcome.ts";
import { summarise } from "../../../reports/summary/index.ts";
import { metricEntry } from "../../../engine/metric-entry.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { SPECTRA } from "../../../suites/pc-variance-checks/spectra.ts";
import { loadSuites } from "../../../suites/registry/index.ts";
import { runSuite } from "../../suites/support/run-suite.ts";
import { makeFinding, makeMetric } from "../make.ts";

const metric = makeMetric({ title: "Linear CKA" });
const of = (suite: string, id: string, value: number | string, more: Partial<Finding> = {}): Finding =>
  makeFinding({ suite, id, role: "description", outcome: ok(value), ...more });

const verdicts = (side: "x" | "y", invariant: readonly Transform[]): Finding[] =>
  TRANSFORMS.map((transform) =>
    of("invariance", `verdict/${transform}/${side}`, "passed", {
      detail: { declared: true, measured: invariant.includes(transform) ? "invariant" : "sensitive" },
    }),
  );

const ORTHOGONAL: Transform[] = ["permutation", "sign-flip", "orthogonal", "isotropic-scaling", "negative-scaling", "translation", "zero-padding"]; // prettier-ignore
const AFFINE: Transform[] = [...ORTHOGONAL, "unit-scaling", "invertible-linear", "affine"];

describe("summarise", () => {
  it("says nothing where nothing was found, or only about another metric", () => {
    expect(summarise(metric, [])).toEqual([]);
    expect(summarise(metric, [of("layers", "accuracy/cnn-pooled", 0.9, { metric: "other" })])).toEqual([]);
    const without = { outcome: undefinedBecause("constant") };
    expect(
      summarise(metric, [
        makeFinding({ suite: "layers", id: "accuracy/cnn-pooled", ...without }),
        makeFinding({ suite: "pc-variance", id: "exponent", ...without }),
        makeFinding({ suite: "sensitivity", id: "signal", role: "contract", outcome: failed("a", "b") }),
      ]),
    ).toEqual([]);
  });

  it("names the fewest transforms that imply the rest", () => {
    expect(summarise(metric, [...verdicts("x", ORTHOGONAL), ...verdicts("y", ORTHOGONAL)])).toEqual([
      "Invariant to orthogonal transforms, isotropic scaling and translation.",
    ]);
    expect(summarise(metric, [...verdicts("x", AFFINE), ...verdicts("y", AFFINE)])).toEqual([
      "Invariant to affine maps.",
    ]);
    expect(summarise(metric, [...verdicts("x", []), ...verdicts("y", [])])).toEqual([
      "Invariant to nothing that was tried.",
    ]);
  });

  it("tells the sides apart, and a declaration that does not hold", () => {
    expect(
      summarise(metric, [
        ...verdicts("x", ["translation"]),
        ...verdicts("y", AFFINE),
        of("invariance", "mismatches", "failed"),
      ]),
    ).toEqual([
      "In X invariant to translation; in Y invariant to affine maps, which is not what it declares.",
    ]);
  });

  it("says from which share of variance on a component is seen", () => {
    // Linear CKA: a component with the share s of the variance costs s²/Σs².
    const shares = [0.6, 0.3, 0.06, 0.04];
    const total = shares.reduce((sum, share) => sum + share ** 2, 0);
    const curves = [{ name: "measured", x: shares, y: shares.map((share) => share ** 2 / total) }];
    expect(
      summarise(metric, [
        of("pc-variance", "loss/replaced", 0.8, { detail: { curves } }),
        of("pc-variance", "exponent", 2),
        of("pc-variance", "share-needed/0.9", 0.65),
      ]),
    ).toEqual([
      "Ignores principal components with less than 6.0\u202f% of the variance (they cost less than 1 % of its range); " +
        "a principal component counts with the power 2.0 of its variance; " +
        "it is at 0.9 with the components that hold 65.0\u202f% of the variance.",
    ]);
    expect(summarise(metric, [of("pc-variance", "exponent", 0.001)])).toEqual([
      "Every principal component counts the same, whatever its variance.",
    ]);
  });

  it("says what it makes of unrelated data, where that is most", () => {
    const at = (n: number, value: number): Finding =>
      of("null-bias", `null/gaussian/${n}/64-64`, value, {
        title: `Mean over unrelated pairs: Gaussian, ${n} stimuli, 64 units`,
      });
    expect(summarise(metric, [at(200, 0.24), at(50, 0.561), of("null-bias", "bias", 0.9)])).toEqual([
      "Biased upwards, by up to 0.561 for unrelated data (Gaussian, 50 stimuli, 64 units).",
    ]);
    expect(summarise(metric, [at(200, 0.1), at(50, -0.2)])[0]).toMatch(/^Biased downwards, by up to 0.200/);
    expect(summarise(metric, [at(50, 0.002)])).toEqual(["Not biased: at most 0.00200 for unrelated data."]);
    expect(summarise(makeMetric({ direction: "distance" }), [at(50, 0.6)])).toEqual([]);
  });

  it("says how often the corresponding layer is found, for the pooled networks first", () => {
    const title = "Corresponding layer found: convolutional networks, channel means";
    expect(
      summarise(metric, [
        of("layers", "accuracy/cnn-flat", 0.5, { title: "other" }),
        of("layers", "accuracy/cnn-pooled", 0.968, { title, chance: 1 / 6 }),
      ]),
    ).toEqual([
      "Finds the corresponding layer in 96.8\u202f% of cases (convolutional networks, channel means; chance 16.7\u202f%).",
    ]);
  });

  it("opens with the signal, and says that nothing is ranked without one", () => {
    const signal = (value: string): Finding => of("sensitivity", "signal", value, { note: "worst d′ 0.1" });
    const layer = of("layers", "accuracy/cnn-pooled", 1, { title: "t" });
    expect(summarise(metric, [layer, signal("failed")])[0]).toBe(
      "Has no signal: it does not tell every real change from none (worst d′ 0.1), and is therefore not ranked.",
    );
    expect(summarise(metric, [layer, signal("passed")])[0]).toMatch(/^Falls at every step/);
  });

  it("names what is violated, broken and not handled, and is silent about what is in order", () => {
    const findings = [
      of("axioms", "holds/triangle", "violated"),
      of("axioms", "holds/symmetry", "holds"),
      of("identities", "identity/spectral", "failed", { title: "spectral form" }),
      of("identities", "identity/other", "passed"),
      of("robustness", "wide", "failed", {
        role: "contract",
        title: "Input: twice as many units as stimuli",
      }),
      of("robustness", "nan", "passed", { role: "contract", title: "Input: NaN" }),
    ];
    expect(summarise(metric, findings)).toEqual([
      "As a distance it violates the triangle inequality.",
      "Breaks exact relations of the field: spectral form.",
      "Does not handle bad input: twice as many units as stimuli.",
    ]);
    expect(summarise(metric, [of("axioms", "holds/range", "failed")])).toEqual([
      "Declares and violates its range.",
    ]);
  });

  it("says what it costs, as of this machine", () => {
    const seconds = of("cost", "seconds/standard", 0.00216);
    expect(
      summarise(metric, [seconds, of("cost", "exponent/n", 1.02), of("cost", "exponent/p", 1.88)]),
    ).toEqual([
      "Takes 2.16 ms for a pair of the standard size on this machine, growing with the power 1.0 of the stimuli and 1.9 of the units.",
    ]);
  });
});

describe("the summary of what was really found", () => {
  const IDS = ["cka-linear", "cca-mean", "constant"];
  const summaries = new Map<string, string[]>();

  beforeAll(async () => {
    const metrics = await Promise.all(IDS.map(metricById));
    const findings: Finding[] = [];
    for (const suite of await loadSuites()) {
      if (!["invariance", "pc-variance", "sensitivity"].includes(suite.id)) continue;
      const replicates = suite.id === "sensitivity" ? 3 : 1;
      findings.push(...(await runSuite(suite, metrics, { replicates })).findings);
    }
    for (const one of metrics) summaries.set(one.id, summarise(metricEntry(one), findings));
  });

  it("is what theory says of linear CKA: orthogonal invariance, and components by the square of their variance", () => {
    const said = summaries.get("cka-linear")!;
    expect(said).toContain("Invariant to orthogonal transforms, isotropic scaling and translation.");
    expect(said.join(" ")).toMatch(/a principal component counts with the power 2\.0 of its variance/);
    // Of the four spectra, the largest share that costs 1 − λᵢ²/Σλ² ≥ 0.99 and lies below all that cost more.
    const shares = Object.values(SPECTRA).flatMap((spectrum: readonly number[]) => {
      const [sum, squares] = [spectrum.reduce((a, b) => a + b, 0), spectrum.reduce((a, b) => a + b * b, 0)];
      return spectrum.map((value) => ({ share: value / sum, loss: (value * value) / squares }));
    });
    const seen = Math.min(...shares.filter(({ loss }) => loss >= 0.01).map(({ share }) => share));
    const blind = Math.max(
      ...shares.filter(({ loss, share }) => loss < 0.01 && share < seen).map(({ share }) => share),
    );
    expect(said.join(" ")).toContain(`less than ${(100 * blind).toFixed(1)}\u202f% of the variance`);
  });

  it("is what theory says of CCA: affine invariance, and every component alike", () => {
    const said = summaries.get("cca-mean")!;
    expect(said).toContain("Invariant to affine maps.");
    expect(said.join(" ")).toMatch(/Every principal component counts the same, whatever its variance/);
    expect(said.join(" ")).not.toMatch(/Ignores/);
  });

  it("says first of a constant that it has no signal", () => {
    expect(summaries.get("constant")![0]).toMatch(/^Has no signal/);
  });
});
