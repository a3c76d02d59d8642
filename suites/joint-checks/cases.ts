import type { MetricInfo } from "../../core/metric.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import type { Case, Profile } from "../../core/suite.ts";
import { assemble, centeredBasis } from "../../generators/components.ts";
import { haar } from "../../generators/haar.ts";
import ultrametricTree from "../../generators/ultrametric-tree.ts";
import { representation } from "../../representation/create.ts";

/**
 * The chosen set, one of each kind and both forms of one: alignment of kernels, regression, Procrustes, CCA, RSA. Each
 * is asked about those before it, so that every pair is asked once. Fixed before any pair was run.
 */
export const SET = [
  "cka-linear",
  "linear-regression",
  "procrustes-angular",
  "nbs",
  "cca-mean",
  "rsa-euclidean-pearson",
] as const;

/** The pairs of the quick profile: asked, partner. */
const QUICK: readonly string[] = [
  "linear-regression/cka-linear",
  "procrustes-angular/cka-linear",
  "procrustes-angular/linear-regression",
  "nbs/cka-linear",
];

const ROWS = 40;
const UNITS = 12;

/** What is compared: 40 leaves of a tree with 12 bits, or 40×12 with variances 1/i. */
export const DATA = { tree: "40 leaves of a tree, 12 bits", "power-law": "40×12, variances 1/i" } as const;
export type DataName = keyof typeof DATA;

/** A pair's partner and the data: a type, not an interface, so that it is a JSON value. */
export type JointParams = {
  readonly data: DataName;
  readonly partner: string;
  /** Which pairs are asked. */
  readonly profile: Profile;
};

/** A case for every partner and data set. */
export function jointCases(profile: Profile): Case<JointParams>[] {
  const data: readonly DataName[] = profile === "quick" ? ["tree"] : ["tree", "power-law"];
  const partners =
    profile === "quick" ? [...new Set(QUICK.map((pair) => pair.split("/")[1]!))] : SET.slice(0, -1);
  return data.flatMap((name) =>
    partners.map((partner) => ({
      id: `${name}/${partner}`,
      params: { data: name, partner, profile },
      replicates: profile === "quick" ? 1 : 8,
    })),
  );
}

/** Whether a metric is asked about a partner. */
export function jointApplies(
  { id }: MetricInfo,
  { params: { partner, profile } }: Case<JointParams>,
): true | string {
  if (profile === "quick") return QUICK.includes(`${id}/${partner}`) || "the quick profile asks four pairs";
  const [own, other] = [id, partner].map((name) => (SET as readonly string[]).indexOf(name));
  if (own! < 0) return `pairs are those of ${SET.join(", ")}`;
  return own! > other! || "the pair is asked the other way round";
}

/** One data set. */
export function jointData(name: DataName, random: Random): Representation {
  if (name === "tree") {
    const shape = { bits: UNITS, branching: [2, 4, 5], keep: 0.8 };
    return ultrametricTree.generate(shape, random).representations[0]!;
  }
  const lambda = Array.from({ length: UNITS }, (_, i) => 1 / (i + 1));
  const u = centeredBasis(ROWS, UNITS, random.child("basis"));
  return representation(assemble(u, lambda, haar(UNITS, UNITS, random.child("axes"))), "X");
}
