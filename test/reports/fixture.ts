import type { Finding } from "../../core/finding.ts";
import type { Transform } from "../../core/invariance.ts";
import { TRANSFORMS } from "../../core/invariance.ts";
import { failed, notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import { randomFrom } from "../../core/random.ts";
import type { MetricEntry, Result, SuiteEntry } from "../../core/result.ts";
import { RESULT_SCHEMA } from "../../core/result.ts";
import { fixtureMetrics } from "./fixture-metrics.ts";

const SUITES: readonly SuiteEntry[] = [
  { id: "invariance", version: 1, title: "Invariance", question: "What is it really invariant to?" },
  {
    id: "identities",
    version: 1,
    title: "Identities",
    question: "Do the exact relations of the field hold?",
  },
  { id: "layers", version: 2, title: "Layers", question: "Does it find the corresponding layer?" },
  { id: "null-bias", version: 1, title: "Null bias", question: "What does it say about unrelated data?" },
];

const LAYERS = ["conv1", "conv2", "conv3", "conv4", "conv5", "conv6"];

type Made = Omit<Finding, "metric">;

function verdicts(metric: MetricEntry, random: Random): Made[] {
  const wrong: string[] = [];
  const findings = TRANSFORMS.flatMap((transform): Made[] =>
    (transform === "row-permutation" ? (["both"] as const) : (["x", "y", "both"] as const)).flatMap(
      (side) => {
        const declared =
          side === "both"
            ? metric.invariances.x.includes(transform) && metric.invariances.y.includes(transform)
            : metric.invariances[side].includes(transform);
        const isWrong = random.uniform() < 0.008;
        const measured =
          metric.id === "rsa-correlation" && transform === "zero-padding"
            ? ("undefined" as const)
            : declared !== isWrong
              ? ("invariant" as const)
              : ("sensitive" as const);
        const effect = measured === "invariant" ? random.uniform() * 1e-14 : 0.02 + random.uniform();
        const id = `${transform}/${side}`;
        const passed = measured === "undefined" || declared === (measured === "invariant");
        if (!passed) wrong.push(`${transform} on ${side}`);
        const common = { suite: "invariance", unit: "", cells: 3 };
        return [
          {
            ...common,
            id: `verdict/${id}`,
            title: `${transform} of ${side}: declared equals measured`,
            role: "contract",
            outcome: ok(passed ? "passed" : "failed"),
            detail: { declared, measured, effect },
          },
          {
            ...common,
            id: `effect/${id}`,
            title: `Relative change under ${transform} of ${side}`,
            role: "description",
            outcome: ok(effect),
          },
        ];
      },
    ),
  );
  return [
    ...findings,
    {
      suite: "invariance",
      id: "mismatches",
      title: "Declared invariances equal the measured ones",
      role: "contract",
      unit: "",
      outcome: ok(wrong.length === 0 ? "passed" : "failed"),
      note: wrong.length === 0 ? "34 declarations hold" : `${wrong.length} wrong: ${wrong.join(", ")}`,
      cells: 102,
    },
  ];
}

function doses(metric: MetricEntry, random: Random): Made[] {
  const { x, y } = metric.invariances;
  const curve = (
    name: string,
    label: string,
    unit: string,
    dose: readonly number[],
    invariance: Transform,
  ): Made[] =>
    (["x", "y", "both"] as const).map((side) => {
      const flat =
        side === "x"
          ? x.includes(invariance)
          : side === "y"
            ? y.includes(invariance)
            : x.includes(invariance) && y.includes(invariance);
      const slope = 0.5 + random.uniform() / 2;
      const effect = dose.map((_, i) => (flat ? 1e-15 * random.uniform() : slope * (i / dose.length) ** 1.5));
      return {
        suite: "invariance",
        id: `dose/${name}/${side}`,
        title: `Relative change with the ${label}, ${side}`,
        role: "description",
        unit: "relative change",
        outcome: ok(effect.at(-1) ?? 0),
        detail: { dose: [...dose], effect, unit, label },
        cells: 6,
      };
    });
  return [
    ...curve(
      "condition-number",
      "condition number of a linear map",
      "",
      [10, 100, 1e3, 1e4, 1e5, 1e6],
      "invertible-linear",
    ),
    ...curve("rotation", "angle of a rotation", "°", [1, 5, 15, 30, 60, 90], "orthogonal"),
  ];
}

function identities(random: Random, i: number): Made[] {
  const names = ["spectral form", "feature and example form", "R² of CCA by CKA of bases"].slice(
    0,
    1 + (i % 3),
  );
  const relations = names.map((name, k): Made => {
    const broken = i === 13 && k === 0;
    const deviation = broken ? 3.1e-4 : random.uniform() * 1e-13;
    return {
      suite: "identities",
      id: `identity/${name.replaceAll(" ", "-")}`,
      title: name,
      role: "contract",
      unit: "",
      outcome:
        i === 25
          ? notApplicable("no exact relation applies to this family")
          : ok(broken ? "failed" : "passed"),
      detail: { deviation, tolerance: 1e-10, title: `agrees with its ${name}` },
      cells: 8,
    };
  });
  const largest: Made = {
    suite: "identities",
    id: "largest-deviation",
    title: `Largest deviation from ${names.length} exact relations`,
    role: "quality",
    unit: "",
    better: "lower",
    outcome:
      i === 25
        ? notApplicable("no exact relation applies to this family")
        : ok(i === 13 ? 3.1e-4 : 1e-15 * 10 ** (2 * random.uniform())),
    cells: 8 * names.length,
  };
  return [...relations, largest];
}

const SETS = [
  ["cnn-pooled", "Corresponding layer found: convolutional networks, channel means (units ≪ stimuli)"],
  ["cnn-flat", "Corresponding layer found: convolutional networks, all features (units ≫ stimuli)"],
  ["cnn-untrained", "Corresponding layer found: untrained convolutional networks, channel means"],
] as const;

function confusionOf(right: readonly number[]): number[][] {
  const k = right.length;
  return right.map((share, i) => {
    const near = [i - 1, i + 1].filter((j) => j >= 0 && j < k);
    return right.map((_, j) => (i === j ? share : near.includes(j) ? (1 - share) / near.length : 0));
  });
}

const TROUBLES: Readonly<Record<string, Outcome>> = {
  "ridge-cv": { status: "timeout", seconds: 60 },
  "rsa-correlation": undefinedBecause(
    "a row of the representation is constant, so its correlation has no value",
  ),
  "knn-jaccard": failed(
    "input/too-few-rows",
    "knn-jaccard: needs more rows than neighbours (got n = 4, k = 10)",
  ),
  "gulp-1": { status: "out-of-memory", bytes: 2.1e9 },
  "distance-correlation": { status: "crashed", message: "the process ended with signal SIGSEGV" },
};

function layers(metric: MetricEntry, random: Random): Made[] {
  return SETS.map(([set, title], s): Made => {
    const common = {
      suite: "layers",
      id: `accuracy/${set}`,
      title,
      role: "quality",
      unit: "fraction",
      better: "higher",
      chance: 1 / 6,
      cells: 90,
    } as const;
    const trouble = s === 1 ? TROUBLES[metric.id] : undefined;
    if (trouble !== undefined) return { ...common, outcome: trouble };
    const saturated =
      (s === 1 && (metric.family === "cca" || metric.family === "pwcca")) || metric.id === "constant";
    const level = saturated
      ? 1 / 6
      : metric.control
        ? 1 / 6
        : (s === 2 ? 0.25 : 0.75) + 0.22 * random.uniform();
    const perLayer = LAYERS.map(() =>
      saturated ? 1 / 6 : Math.min(1, Math.max(0, level + (random.uniform() - 0.5) / 4)),
    );
    const accuracy = perLayer.reduce((a, b) => a + b, 0) / LAYERS.length;
    return {
      ...common,
      outcome: ok(accuracy),
      interval: {
        low: Math.max(0, accuracy - (saturated ? 0 : 0.06)),
        high: Math.min(1, accuracy + (saturated ? 0 : 0.05)),
        level: 0.95,
        method: "jackknife, one of 10 networks left out at a time",
      },
      detail: {
        perLayer,
        layers: LAYERS,
        confusion: saturated ? LAYERS.map(() => LAYERS.map(() => 1 / 6)) : confusionOf(perLayer),
        tied: saturated ? 1 : 0,
        saturated,
      },
    };
  });
}

function nullBias(metric: MetricEntry, random: Random): Made[] {
  const common = { suite: "null-bias", cells: 200 };
  const mean = random.uniform() / 2;
  return [
    {
      ...common,
      id: "null-mean",
      title: "Mean of the null",
      role: "quality",
      unit: "",
      better: "lower",
      outcome: ok(mean),
      interval: { low: mean - 0.04, high: mean + 0.04, level: 0.95, method: "Student's t over 3 seeds" },
    },
    {
      ...common,
      id: "slope",
      title: "Slope in p/n",
      role: "description",
      unit: "per p/n",
      outcome: ok(random.gaussian()),
    },
    {
      ...common,
      id: "closed-form",
      title: "Agrees with the closed form",
      role: "contract",
      unit: "",
      outcome: metric.family === "cca" ? ok("passed") : notApplicable("no closed form is known"),
    },
  ];
}

/** A made-up result of thirty metrics and four suites that holds every kind of outcome. Its numbers mean nothing. */
export function fixtureResult(): Result {
  const metrics = fixtureMetrics();
  const findings = metrics.flatMap((metric, i) => {
    const random = randomFrom("reports fixture", metric.id);
    return [
      ...verdicts(metric, random),
      ...doses(metric, random),
      ...(metric.control ? [] : identities(random, i)),
      ...layers(metric, random),
      ...nullBias(metric, random),
    ].map((finding): Finding => ({ ...finding, metric: metric.id }));
  });
  const coverage = metrics.flatMap(({ id, control }) =>
    SUITES.filter((suite) => suite.id !== "identities" || !control).map((suite) => {
      const trouble = suite.id === "layers" && id in TROUBLES ? TROUBLES[id]?.status : undefined;
      const planned = suite.id === "layers" ? 270 : 102;
      const lost = {
        undefined: trouble === "undefined" ? 90 : 0,
        failed: trouble !== undefined && trouble !== "undefined" ? 90 : 0,
      };
      return {
        metric: id,
        suite: suite.id,
        planned,
        ok: planned - lost.undefined - lost.failed,
        notApplicable: 0,
        ...lost,
      };
    }),
  );
  return {
    schema: RESULT_SCHEMA,
    manifest: {
      etalon: "0.1.0",
      code: "0123456789abcdef",
      profile: "quick",
      seed: 1,
      plan: "fedcba9876543210",
      backend: { name: "native", description: "OpenBLAS 0.3.21, one thread" },
      node: "20.20.0",
      processor: "made-up processor, x64",
    },
    metrics,
    suites: [...SUITES],
    coverage,
    findings,
    volatile: {
      finishedAt: "2000-01-02T03:04:05Z",
      seconds: 83.4,
      host: "made-up-host",
      workers: 2,
      cellsRun: 12345,
      cellsResumed: 0,
    },
  };
}
