/** A number as it is printed, or why there is none. */
export interface ScoreRow {
  readonly id: string;
  readonly title: string;
  /** Cells in the order of `columns`, as text. */
  readonly cells: readonly string[];
  /** The plain sentence. */
  readonly sentence: string;
  /** Where the measure comes from: `doi:…` or `arxiv:…` with authors and year. */
  readonly cite: string;
}

/** One principal component of X, shares in [0, 1]. */
export interface ComponentRow {
  readonly variance: number;
  readonly captured: number;
  readonly cka: number;
}

/** One Y and all that is said of it. */
export interface ScoreSide {
  readonly file: string;
  readonly shape: string;
  readonly rows: readonly ScoreRow[];
  /** Missing where a side has no variance. */
  readonly subspace?: {
    readonly components: readonly ComponentRow[];
    readonly rank: number;
    /** What an unrelated Y captures of each component on average. */
    readonly chance: number;
    readonly saturated: boolean;
  };
}

/** What `etalon score --html` shows: values and sentences are made, nothing is computed from here on. */
export interface ScorePage {
  readonly x: { readonly file: string; readonly shape: string };
  readonly columns: readonly string[];
  readonly sides: readonly ScoreSide[];
  readonly comparisons: readonly string[];
  readonly notes: readonly string[];
  /** What the p-values take for granted. */
  readonly assumption?: string;
  /** How it was done, for a paper. */
  readonly methods: string;
  readonly provenance: string;
}
