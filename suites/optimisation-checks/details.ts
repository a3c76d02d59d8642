import type { Value } from "../../core/outcome.ts";
import { plotDetail, type Series } from "../ascent-checks/plots.ts";
import type { Climb, Decoding } from "../ascent-checks/climb.ts";
import { t975 } from "../../core/student.ts";
import { momentsOf } from "../statistics/moments.ts";

/** Score against step, and R² of single components against score, of the first ascent. */
export function curveDetail(climbs: readonly Climb[], data: string): { plots: Value } {
  const [first] = climbs;
  if (first === undefined) return plotDetail([]);
  const [step, score] = [0, 1].map((k) => first.curve.map((point) => point[k]!)) as [number[], number[]];
  return plotDetail([
    {
      title: `The score of one ascent, ${data}`,
      x: "step",
      y: "score",
      series: [{ name: "score", x: step, y: score }],
    },
    {
      title: `Components of X that are in Y, ${data}`,
      x: "score",
      y: "R²",
      series: first.shown.map((component, k) => ({
        name: `PC ${component + 1}`,
        x: score,
        y: first.curve.map((point) => point[2 + k]!),
      })),
    },
  ]);
}

/** How each kind of capture is drawn. */
const MARKS = [
  ["captured", "captured", "dot"],
  ["censored", "not by this score", "up"],
  ["not-reached", "not reached", "cross"],
] as const;

/** The score of each capture against the component's share of the variance, of the first ascent. */
export function varianceDetail(climbs: readonly Climb[], data: string): { plots: Value } {
  const [first] = climbs;
  if (first === undefined) return plotDetail([]);
  const series = MARKS.map(([kind, name, mark]): Series => {
    const points = first.captures.flatMap((capture, i) =>
      capture.kind === kind && "score" in capture ? [[first.shares[i]!, capture.score] as const] : [],
    );
    return { name, mark, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  });
  return plotDetail([
    {
      title: `The score that captures a component, ${data}`,
      x: "share of the variance",
      y: "score",
      log: true,
      series,
    },
  ]);
}

/** The height of a curve at x, linearly; undefined outside of it. */
function heightAt(curve: Decoding["curve"], x: number): number | undefined {
  const next = curve.findIndex(([score]) => score >= x);
  if (next < 0) return undefined;
  const [x1, y1] = curve[next]!;
  if (next === 0) return x1 === x ? y1 : undefined;
  const [x0, y0] = curve[next - 1]!;
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/** Scores at which decodings are averaged over data sets. */
const GRID = Array.from({ length: 21 }, (_, k) => (k === 20 ? 0.99 : k / 20));

/**
 * Decoding against the score: the mean over variables, then over data sets with its interval (Student's t), at scores
 * that every ascent has passed.
 */
export function decodingDetail(climbs: readonly Climb[]): { plots: Value } {
  const decoded = climbs.filter(({ decoding }) => decoding.length > 0);
  const points = GRID.flatMap((score) => {
    const values = decoded.map(({ decoding }) => {
      const heights = decoding.map(({ curve }) => heightAt(curve, score));
      return heights.every((height) => height !== undefined)
        ? heights.reduce((sum, height) => sum + height, 0) / heights.length
        : undefined;
    });
    if (values.length === 0 || values.some((value) => value === undefined)) return [];
    const { mean, error, count } = momentsOf(values as number[]);
    return [{ score, mean, half: count < 2 ? 0 : t975(count - 1) * error }];
  });
  const x = points.map(({ score }) => score);
  return plotDetail([
    {
      title: "Task variables decoded from Y",
      x: "score",
      y: "share of the reference",
      series: [{ name: `mean of ${decoded.length} data sets`, x, y: points.map(({ mean }) => mean) }],
      ...(decoded.length < 2
        ? {}
        : {
            band: {
              name: "95 % interval",
              x,
              low: points.map(({ mean, half }) => mean - half),
              high: points.map(({ mean, half }) => mean + half),
            },
          }),
    },
  ]);
}
