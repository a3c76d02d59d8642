import type { LayerMap, LayerMaps } from "../../../reports/layer-map/types.ts";

/** Two layers with three, one pair without a value. */
export function exampleMap(changes: Partial<LayerMap> = {}): LayerMap {
  return {
    metric: "cka-linear",
    version: 1,
    title: "Linear CKA",
    direction: "similarity",
    symmetric: true,
    entries: [
      [0.9, 0.5, 0.1],
      [0.2, { status: "undefined", reason: "X has zero variance" }, 0.4],
    ],
    matches: {
      a: [
        { layer: "conv1", best: ["one"], value: 0.9, margin: 0.4 },
        { layer: "conv2", best: ["three"], value: 0.4, margin: 0.2 },
      ],
      b: [
        { layer: "one", best: ["conv1"], value: 0.9, margin: 0.7 },
        { layer: "two", best: ["conv1"], value: 0.5 },
        { layer: "three", best: ["conv2"], value: 0.4, margin: 0.3 },
      ],
    },
    ...changes,
  };
}

/** The report of such maps. */
export function exampleMaps(...maps: readonly LayerMap[]): LayerMaps {
  const layer = (name: string) => ({ name, file: `a.npz#${name}`, units: 8 });
  return {
    stimuli: 60,
    a: ["conv1", "conv2"].map(layer),
    b: ["one", "two", "three"].map(layer),
    maps,
    provenance: "Etalon 0.0.0",
  };
}
