/** What two layers have in common: a value, or why there is none. */
export type Entry = number | { readonly status: string; readonly reason: string };

/** The layer of the other network that fits a layer best. */
export interface Match {
  readonly layer: string;
  /** The best layers of the other network, several where they are tied; none where no pair has a value. */
  readonly best: readonly string[];
  /** The value of the best. */
  readonly value?: number;
  /** By how much the best is ahead of the second best; 0 at a tie, absent where there is no second. */
  readonly margin?: number;
}

/** One metric's comparison of all layers of two networks. */
export interface LayerMap {
  readonly metric: string;
  readonly version: number;
  readonly title: string;
  readonly direction: "similarity" | "distance";
  /** False: `entries` are the means of both directions. */
  readonly symmetric: boolean;
  /** Row i, column j: layer i of A with layer j of B. */
  readonly entries: readonly (readonly Entry[])[];
  /** Of an asymmetric metric s(Aᵢ, Bⱼ) and s(Bⱼ, Aᵢ), both with A's layers as rows. */
  readonly directed?: {
    readonly forth: readonly (readonly Entry[])[];
    readonly back: readonly (readonly Entry[])[];
  };
  readonly matches: { readonly a: readonly Match[]; readonly b: readonly Match[] };
}

/** A layer as a report shows it. */
export interface LayerFacts {
  readonly name: string;
  readonly file: string;
  readonly units: number;
}

/** Two networks and what some metrics say about their layers. */
export interface LayerMaps {
  readonly stimuli: number;
  readonly a: readonly LayerFacts[];
  readonly b: readonly LayerFacts[];
  readonly maps: readonly LayerMap[];
  /** What made it: version and backend. */
  readonly provenance: string;
}
