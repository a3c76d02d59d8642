import { LEVEL } from "../../metrics/calibration/calibrate.ts";
import { shortNumber } from "../table.ts";
import type { Calibration, Comparison, Entry } from "./card.ts";

/** p-values with two digits: more would be noise of the draws. */
export const pText = (p: number): string => (p < 0.1 ? p.toPrecision(1) : p.toPrecision(2));

/** Three digits; what is 0 but for rounding is 0. */
export const three = (value: number): string =>
  Math.abs(value) < 1e-12 ? "0" : shortNumber(Number(value.toPrecision(3)));

/** What a value means beside shuffled rows. */
function beside(value: number, { p, threshold, calibrated, nullMean, draws, best }: Calibration): string {
  const chance = `shuffled rows give ${three(nullMean)} on average and ${three(threshold)} at the 95 % point`;
  if (p > LEVEL) {
    return `not told apart from unrelated data (p = ${pText(p)}): ${chance}`;
  }
  const least = p <= 1.5 / (draws + 1) ? "none" : `${Math.round(p * (draws + 1)) - 1}`;
  const way =
    Math.abs(best - value) < 1e-12 * Math.max(1, Math.abs(best))
      ? "as alike as identical representations"
      : `${Math.round(100 * calibrated)} % of the way from there to identical representations`;
  return `more alike than chance (p = ${pText(p)}, ${least} of ${draws} shuffles as alike): ${chance}; ${way}`;
}

/** A plain sentence about one value. */
export function sentenceOf({ metric, outcome, calibration, uncalibrated, interval }: Entry): string {
  if (outcome.status !== "ok") {
    const why = "reason" in outcome ? outcome.reason : "message" in outcome ? outcome.message : "";
    return `${metric.id} has no value: ${why || outcome.status}.`;
  }
  const value = `${metric.id} = ${three(outcome.value)}`;
  const room =
    interval === undefined
      ? ""
      : ` (${three(interval.low)} to ${three(interval.high)} for other stimuli of this kind)`;
  if (calibration === undefined) {
    return `${value}${room}${uncalibrated === undefined ? "" : `: not calibrated, ${uncalibrated}`}.`;
  }
  return `${value}${room}: ${beside(outcome.value, calibration)}.`;
}

/** A plain sentence about which of two is closer. */
export function comparisonSentence(
  { metric, difference, interval }: Comparison,
  closer: string,
  other: string,
): string {
  const by = `${metric.id}: ${closer} is closer than ${other} by ${three(difference)}`;
  if (interval === undefined) return `${by}; there is no interval, so that it may be chance.`;
  const range = `95 % interval ${three(interval.low)} to ${three(interval.high)}`;
  return interval.low > 0 ? `${by}, ${range}.` : `${by}, ${range}: undecided with these stimuli.`;
}
