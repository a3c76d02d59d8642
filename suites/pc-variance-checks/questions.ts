import { CHANGES, type ComponentChange } from "../../generators/component-changes.ts";

/** What is done to the components, and which or how many of them; names are those of {@link CHANGES}. */
export type Kind =
  "identity" | "unrelated" | "replace" | "decorrelate" | "remove" | "largest" | "smallest" | "rescale";

/** One changed copy Y of X. */
export interface Question {
  readonly kind: Kind;
  /** The component, counted from 0, or the number of components kept. */
  readonly which: number;
  /** The correlation left, or the name of the rescaling. */
  readonly dose?: number | string;
  readonly change: ComponentChange;
}

/** Correlations at which components are asked about; 1 is identity and 0 is `replace`. */
export const CORRELATIONS: readonly number[] = [0.25, 0.5, 0.75];

/** The new variances; only their ratios matter. */
export const RESCALINGS = {
  "all equal": (lambda: readonly number[]): number[] => lambda.map(() => 1),
  "square roots": (lambda: readonly number[]): number[] => lambda.map(Math.sqrt),
  squares: (lambda: readonly number[]): number[] => lambda.map((value) => value ** 2),
  "order reversed": (lambda: readonly number[]): number[] => [...lambda].reverse(),
  "first two swapped": (lambda: readonly number[]): number[] => [...CHANGES.swap(lambda, 0, 1).variances],
} as const;

const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** μ with the total variance of λ, so that a rescaling is not a change of scale. */
function withTotalOf(lambda: readonly number[], mu: readonly number[]): number[] {
  const factor = sumOf(lambda) / sumOf(mu);
  return mu.map((value) => value * factor);
}

/** Everything that is asked about one spectrum, in a fixed order. */
export function questionsOf(lambda: readonly number[]): Question[] {
  const p = lambda.length;
  const each = Array.from({ length: p }, (_, i) => i);
  const fewer = each.slice(1);
  return [
    { kind: "identity", which: 0, change: CHANGES.none(lambda) },
    { kind: "unrelated", which: 0, change: CHANGES.replaceAll(lambda) },
    ...each.map((i): Question => ({ kind: "replace", which: i, change: CHANGES.replace(lambda, i) })),
    ...[0, Math.floor(p / 2), p - 1].flatMap((i) =>
      CORRELATIONS.map((c): Question => ({
        kind: "decorrelate",
        which: i,
        dose: c,
        change: CHANGES.decorrelate(lambda, i, c),
      })),
    ),
    ...each.map((i): Question => ({ kind: "remove", which: i, change: CHANGES.remove(lambda, i) })),
    ...fewer.map((k): Question => ({ kind: "largest", which: k, change: CHANGES.keepLargest(lambda, k) })),
    ...fewer.map((k): Question => ({ kind: "smallest", which: k, change: CHANGES.keepSmallest(lambda, k) })),
    ...Object.entries(RESCALINGS).map(([dose, of]): Question => ({
      kind: "rescale",
      which: 0,
      dose,
      change: CHANGES.rescale(lambda, withTotalOf(lambda, of(lambda))),
    })),
  ];
}
