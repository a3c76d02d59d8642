import type { Threshold } from "./types.ts";

/** A threshold as a short text: `0.91 (0.88–0.94)`, `> 0.99` or a dash. */
export function thresholdText({ score, low, high, atLeast }: Threshold): string {
  if (score === undefined) return "–";
  if (atLeast) return `≥ ${score.toFixed(3)}`;
  return low === undefined || high === undefined
    ? score.toFixed(3)
    : `${score.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}
