import type { MetricInfo } from "../../core/metric.ts";
import type { Case, Profile } from "../../core/suite.ts";
import { zooGroups } from "../../generators/networks/zoo-files.ts";
import type { NetworksParams } from "../../generators/trained-networks.ts";

/** Networks that are compared with each other, and the number that they stand for in a curve. */
export type PartParams = NetworksParams & { readonly at: number };

/**
 * - `set`: networks of one recipe: is the corresponding layer found?
 * - `levels`: several such sets, one for each value of something
 * - `depth`: networks of different depths
 * - `classes`: networks trained on other classes, and untrained ones
 * - `block`: one deep network with itself
 */
export type Kind = "set" | "levels" | "depth" | "classes" | "block";

export type LayerParams = { readonly kind: Kind; readonly parts: readonly PartParams[] };

const IMAGES = 500;

const part = (group: string, count: number, more: Partial<PartParams> = {}): PartParams => ({
  networks: [{ group, first: 0, count }],
  readout: "pooled",
  images: IMAGES,
  sizes: "equal",
  at: 0,
  ...more,
});

/** Three networks at each of several values, which stand in a group one after the other. */
const levels = (group: string, values: readonly number[]): PartParams[] =>
  values.map((at, i) => part(group, 3, { networks: [{ group, first: 3 * i, count: 3 }], at }));

const asCase = (id: string, kind: Kind, parts: readonly PartParams[]): Case<LayerParams> => ({
  id,
  params: { kind, parts },
  replicates: 1,
});

/** Numbers of images for the curve; the largest is 500. */
const EXAMPLES = [50, 100, 200, IMAGES] as const;

/** Twenty-two measures are asked about thousands of units: those of table 2 of the paper and the controls. */
const TABLE_2 =
  /^(hsic-linear|cka-(linear|angular|debiased|rbf-.*)|cca-.*|svcca-(mean|r2)|pwcca|linear-regression)$/;

const scaleFree = ({ invariances: { x, y } }: MetricInfo): boolean =>
  x.includes("isotropic-scaling") && y.includes("isotropic-scaling");

/** Whether the zoo in use has all networks of a case: one of the user's own may have fewer groups than the shipped one. */
function isPossible({ params }: Case<LayerParams>, groups: readonly string[] | undefined): boolean {
  const named = params.parts.flatMap(({ networks }) => networks.map(({ group }) => group));
  return groups === undefined || named.every((group) => group === "untrained" || groups.includes(group));
}

/**
 * Every case of the suite that the zoo in use has networks for. Seeds and data are the same in both profiles; `full` has
 * more networks and more questions.
 */
export function layerCases(profile: Profile): Case<LayerParams>[] {
  const groups = zooGroups();
  return allCases(profile).filter((one) => isPossible(one, groups));
}

function allCases(profile: Profile): Case<LayerParams>[] {
  const full = profile === "full";
  const flat = { readout: "flat" } as const;
  const sets = [
    asCase("cnn-pooled", "set", [part("c6", full ? 10 : 5)]),
    asCase("cnn-flat", "set", [part("c6", full ? 10 : 4, flat)]),
    asCase("attention", "set", [part("attention", full ? 10 : 3, { readout: "one-position" })]),
  ];
  if (!full) return sets;
  return [
    ...sets,
    asCase("cnn-untrained", "set", [part("untrained", 10)]),
    asCase("attention-all-rows", "set", [part("attention", 10, { readout: "positions" })]),
    asCase("cnn-pooled-sizes", "set", [part("c6", 10, { sizes: "own" })]),
    asCase("cnn-flat-sizes", "set", [part("c6", 10, { ...flat, sizes: "own" })]),
    asCase("weight-decay", "levels", levels("weight-decay", [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1])),
    asCase("width", "levels", levels("width", [0.5, 1, 2])),
    asCase(
      "examples",
      "levels",
      EXAMPLES.map((images) => part("c6", 4, { images, at: images })),
    ),
    asCase("depth", "depth", [part("depth", 9)]),
    asCase("classes", "classes", [
      part("classes", 6, {
        networks: [
          { group: "classes", first: 0, count: 6 },
          { group: "untrained", first: 0, count: 3 },
        ],
      }),
    ]),
    asCase("block", "block", [part("depth", 1, { networks: [{ group: "depth", first: 6, count: 1 }] })]),
  ];
}

/** Networks about which a heavy metric is asked: three, the fewest that one can be left out of. */
export const HEAVY_NETWORKS = 3;

const HEAVY_CASES = ["cnn-pooled", "attention", "block"];

/** Whether a metric is asked; why not. What decides is cost, and whether anything could come out otherwise. */
export function layerApplies(metric: MetricInfo, { id, params }: Case<LayerParams>): true | string {
  if (metric.heavy && !HEAVY_CASES.includes(id)) return "heavy: asked about fewer sets";
  const { readout, sizes } = params.parts[0]!;
  if (sizes === "own" && scaleFree(metric)) return "invariant to scale: nothing changes";
  if (readout === "flat" && !metric.control && !TABLE_2.test(metric.id))
    return "asked about pooled activations only";
  if (readout === "positions" && !metric.control && !/^n·p/.test(metric.cost))
    return "of the order n² in 7000 rows: asked about one row of each image";
  return true;
}
