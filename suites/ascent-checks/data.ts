import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { MetricInfo } from "../../core/metric.ts";
import type { Random } from "../../core/random.ts";
import type { Case, Profile } from "../../core/suite.ts";
import { assemble, centeredBasis } from "../../generators/components.ts";
import { haar } from "../../generators/haar.ts";
import {
  conditionMeans,
  forwardPass,
  loadZoo,
  pick,
  readOut,
  type Condition,
  type Zoo,
} from "../../generators/networks/index.ts";
import ultrametricTree, { REFERENCE_TREE } from "../../generators/ultrametric-tree.ts";
import { representation } from "../../representation/create.ts";
import type { Variable } from "../decoding/decode.ts";
import type { Target } from "./climb.ts";

/**
 * The data sets that are ascended, fixed before any metric was asked:
 *
 * - `ultrametric`: the leaves of a tree, 100×50, of the reference protocol
 * - `decision`: mean activity of a recurrent network in 72 conditions of a context-dependent decision, 64 units at the
 *   end of the trial; a network trained on a task, not neural data
 * - `low-rank`: 100×50 of rank 12, variances 1/i
 * - `layer`: 100 images through the second-last layer (means over positions) of a shipped convolutional network
 */
export const DATA_SETS = ["ultrametric", "decision", "low-rank", "layer"] as const;

export type DataSet = (typeof DATA_SETS)[number];

/** What a case stands for: a type, not an interface, so that it is a JSON value. */
export type DataParams = {
  readonly data: DataSet;
  /** Of `decision` and `layer`: which network. */
  readonly member: number;
  /** Which measures are asked: `five` in the quick profile, `gradient`, or `evolution` for those without one. */
  readonly who: "five" | "gradient" | "evolution";
};

/** The measures that the quick profile asks. */
export const FIVE: readonly string[] = [
  "cka-linear",
  "cka-angular",
  "nbs",
  "procrustes-angular",
  "linear-regression",
];

/** Ridge with the three penalties of the source; not in the catalogue's list, and asked in either profile if named. */
const NAMED: readonly string[] = ["ridge-lambda-0.1", "ridge", "ridge-lambda-10"];

/** A case for every data set; of networks one for each, so that no network is counted twice. */
export function dataCases(profile: Profile, sets: readonly DataSet[]): Case<DataParams>[] {
  const who = profile === "quick" ? "five" : "gradient";
  return sets.flatMap((data): Case<DataParams>[] => {
    const full = { decision: 5, layer: 8 };
    if (data === "ultrametric" || data === "low-rank") {
      return [{ id: data, params: { data, member: 0, who }, replicates: profile === "quick" ? 3 : 8 }];
    }
    return Array.from({ length: profile === "quick" ? 3 : full[data] }, (_, member) => ({
      id: `${data}-${member + 1}`,
      params: { data, member, who },
      replicates: 1,
    }));
  });
}

/** Whether a case of {@link dataCases} is put to a metric, or why not. */
export function appliesTo(metric: MetricInfo, { params: { who } }: Case<DataParams>): true | string {
  if (who === "five") {
    return [...FIVE, ...NAMED].includes(metric.id) || "the quick profile asks five measures";
  }
  if (who === "gradient") return metric.differentiable || "it carries no gradient";
  if (metric.differentiable) return "it is ascended by its gradient";
  return !metric.heavy || "an evolution strategy would take hours with it";
}

let zoo: Zoo | undefined;
const shipped = (): Zoo => (zoo ??= loadZoo());

function tree(random: Random): Target {
  const { representations } = ultrametricTree.generate(REFERENCE_TREE, random);
  return { x: representations[0]!, variables: [], components: 50 };
}

const variable = (
  name: string,
  conditions: readonly Condition[],
  of: (condition: Condition) => boolean,
): Variable => ({ name, classes: 2, labels: Int32Array.from(conditions, (c) => Number(of(c))) });

/** What a condition of the decision task is, as classes. */
export const decisionVariables = (conditions: readonly Condition[]): Variable[] => [
  variable("motion", conditions, ({ motion }) => motion > 0),
  variable("colour", conditions, ({ colour }) => colour > 0),
  variable("context", conditions, ({ context }) => context === 1),
  variable("choice", conditions, ({ choice }) => choice > 0),
];

function decision(random: Random, member: number): Target {
  const network = shipped().recurrent()[member]!;
  const { conditions, steps } = conditionMeans(network, random);
  return {
    x: representation(steps.at(-1)!, "X"),
    variables: decisionVariables(conditions),
    components: 30,
  };
}

const RANK = 12;

function lowRank(random: Random): Target {
  const lambda = Array.from({ length: RANK }, (_, i) => 1 / (i + 1));
  const u = centeredBasis(100, RANK, random.child("basis"));
  const v: Matrix = haar(50, RANK, random.child("axes"));
  return { x: representation(assemble(u, lambda, v), "X"), variables: [], components: RANK };
}

function layer(random: Random, member: number): Target {
  const zoo = shipped();
  const rows = random.child("images").permutation(zoo.images.count).slice(0, 100).sort();
  const layers = forwardPass(zoo.group("c6").networks[member]!, pick(zoo.images, rows)).layers;
  return { x: representation(readOut(layers.at(-2)!, "pooled"), "X"), variables: [], components: 30 };
}

/** One data set; `member` says of which shipped network, and is 0 where there is none. */
export function targetOf(name: DataSet, random: Random, member: number): Target {
  switch (name) {
    case "ultrametric":
      return tree(random);
    case "decision":
      return decision(random, member);
    case "low-rank":
      return lowRank(random);
    case "layer":
      return layer(random, member);
  }
}

/** The constant and all class indicators of the variables, n×k; its columns are dependent. */
export function variableBasis(n: number, variables: readonly Variable[]): Matrix {
  const columns = variables.flatMap(({ labels, classes }) =>
    Array.from({ length: classes }, (_, k) => Array.from(labels, (label) => Number(label === k))),
  );
  const design = matrix(n, columns.length + 1);
  for (let i = 0; i < n; i++) {
    design.data[i * design.cols] = 1;
    columns.forEach((column, j) => (design.data[i * design.cols + j + 1] = column[i]!));
  }
  return design;
}
