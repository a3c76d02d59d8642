import type { MetricInfo, Subject } from "../core/metric.ts";
import type { NumberOutcome, Outcome } from "../core/outcome.ts";
import { ok, undefinedBecause } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import type { Case, Observation, Suite, SuiteFinding } from "../core/suite.ts";
import trainedNetworks, { type NetworksParams } from "../generators/trained-networks.ts";
import { comparable, layerAccuracy, type LayerScores } from "./layer-checks/accuracy.ts";
import { jackknifeInterval } from "./statistics/student.ts";

/** The measures of table 2 of the paper and the controls: those asked about the wide, unpooled activations. */
const TABLE_2 =
  /^(hsic-linear|cka-(linear|angular|debiased|rbf-.*)|cca-.*|svcca-(mean|r2)|pwcca|linear-regression)$/;

const TITLES: Readonly<Record<string, string>> = {
  "cnn-pooled": "convolutional networks, channel means (units ≪ stimuli)",
  "cnn-flat": "convolutional networks, all features (units ≫ stimuli)",
  "cnn-untrained": "untrained convolutional networks, channel means",
};

interface Stage {
  readonly all: readonly Representation[];
  /** The order in which they are shown to a metric: the place in a list must not tell the layer. */
  readonly order: ArrayLike<number>;
  readonly layers: readonly string[];
  readonly networks: number;
}

/** What a cell stores: the scores of all layers with all layers, and how many of them there are. */
interface Stored {
  readonly layers: readonly string[];
  readonly networks: number;
  /** Row-major; text where there is no value. */
  readonly scores: readonly (number | string)[];
}

async function measure(subject: Subject, { all, order, layers, networks }: Stage): Promise<Outcome> {
  const shown = Array.from(order, (i) => all[i]!);
  const shuffled = await subject.allPairs(shown, shown);
  const outcomes = Array<NumberOutcome>(shuffled.length);
  for (let a = 0; a < shown.length; a++) {
    for (let b = 0; b < shown.length; b++) {
      // In bounds: an order has each number below its length once.
      outcomes[order[a]! * all.length + order[b]!] = shuffled[a * shown.length + b]!;
    }
  }
  const broken = outcomes.find(({ status }) => status !== "ok" && status !== "undefined");
  if (broken !== undefined) return broken;
  const scores = outcomes.map((outcome) =>
    outcome.status === "ok"
      ? outcome.value
      : outcome.status === "undefined"
        ? outcome.reason
        : outcome.status,
  );
  return ok({ layers: [...layers], networks, scores });
}

/** More than half of the best matches tied: the accuracy says nothing about the metric. */
const SATURATED = 0.5;

function summariseSet(metric: MetricInfo, observation: Observation): SuiteFinding {
  const set = observation.case.id;
  const common = {
    id: `accuracy/${set}`,
    title: `Corresponding layer found: ${TITLES[set] ?? set}`,
    role: "quality",
    unit: "fraction",
    better: "higher",
    cells: 1,
  } as const;
  if (observation.outcome.status !== "ok") return { ...common, outcome: observation.outcome };
  const { layers, networks, scores } = observation.outcome.value as unknown as Stored;
  const values = Float64Array.from(scores, (score) => (typeof score === "number" ? score : NaN));
  const raw: LayerScores = { networks, layers: layers.length, values };
  const found = layerAccuracy(comparable(raw, metric.direction, metric.symmetric));
  const chance = 1 / layers.length;
  if (found.undefinedShare === 1) {
    const reason = scores.find((score) => typeof score === "string") ?? "no value";
    return { ...common, chance, outcome: undefinedBecause(reason) };
  }
  const saturated = found.tied > SATURATED;
  return {
    ...common,
    chance,
    outcome: ok(found.accuracy),
    interval: jackknifeInterval(found.accuracy, found.leftOut, "networks", [0, 1]),
    ...(saturated ? { note: "saturated: most best matches are tied, and a tie counts as chance" } : {}),
    detail: {
      perLayer: found.perLayer,
      layers,
      confusion: found.confusion,
      tied: found.tied,
      undefinedShare: found.undefinedShare,
      saturated,
    },
  };
}

const layers: Suite<NetworksParams, Stage> = {
  id: "layers",
  version: 2,
  title: "Layers",
  question: "Does it find the corresponding layer of a network trained from another initialisation?",
  cases: (profile) => {
    const counts =
      profile === "quick"
        ? { "cnn-pooled": 10, "cnn-flat": 5, "cnn-untrained": 4 }
        : { "cnn-pooled": 10, "cnn-flat": 10, "cnn-untrained": 10 };
    return (["cnn-pooled", "cnn-flat", "cnn-untrained"] as const).map((set) => ({
      id: set,
      params: { set, networks: counts[set] },
      replicates: 1,
    }));
  },
  applies: (metric: MetricInfo, which: Case<NetworksParams>) =>
    which.id !== "cnn-flat" ||
    metric.control ||
    TABLE_2.test(metric.id) ||
    "asked about pooled activations only",
  prepare: (which, random) => {
    const { representations, truth } = trainedNetworks.generate(which.params, random);
    const order = random.child("order").permutation(representations.length);
    return { all: representations, order, layers: truth.layers, networks: truth.networks };
  },
  measure,
  summarise: (metric, observations) =>
    observations
      .filter(({ outcome }) => outcome.status !== "not-applicable")
      .map((observation) => summariseSet(metric, observation)),
};

export default layers;
