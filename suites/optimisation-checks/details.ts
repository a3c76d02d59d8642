import type { Value } from "../../core/outcome.ts";
import type { Climb } from "../ascent-checks/climb.ts";

/** Curves for the reports: labels of the axes, and lines with a name. */
export interface Line {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const lines = (x: string, y: string, curves: readonly Line[]): Value => ({
  x,
  y,
  curves: curves.map(({ name, x: at, y: values }) => ({ name, x: [...at], y: [...values] })),
});

/** R² of single components against the score, and the score against the step, of the first ascent. */
export function curveDetail(climbs: readonly Climb[]): Value {
  const [first] = climbs;
  if (first === undefined) return {};
  const score = first.curve.map((point) => point[1]!);
  const components = first.shown.map((component, k) => ({
    name: `PC ${component + 1}`,
    x: score,
    y: first.curve.map((point) => point[2 + k]!),
  }));
  return {
    components: lines("score", "R² of the component", components),
    steps: lines("step", "score", [{ name: "score", x: first.curve.map((point) => point[0]!), y: score }]),
  };
}

/** The score of each capture against the component's share of the variance; censored ones apart. */
export function varianceDetail(climbs: readonly Climb[]): Value {
  const of = (kind: string): Line => {
    const points = climbs.flatMap(({ captures, shares }) =>
      captures.flatMap((capture, i) =>
        capture.kind === kind && "score" in capture ? [[shares[i]!, capture.score] as const] : [],
      ),
    );
    return { name: kind, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  };
  return lines(
    "share of the variance",
    "score at capture",
    ["captured", "censored", "not-reached"].map(of).filter(({ x }) => x.length > 0),
  );
}

/** Decoding against the score, a line for each variable of each data set. */
export function decodingDetail(climbs: readonly Climb[]): Value {
  return lines(
    "score",
    "decoding, share of the reference above chance",
    climbs.flatMap(({ decoding }, set) =>
      decoding.map(({ name, curve }) => ({
        name: `${name}, data set ${set + 1}`,
        x: curve.map(([score]) => score),
        y: curve.map(([, share]) => share),
      })),
    ),
  );
}
