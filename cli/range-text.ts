import type { MetricInfo } from "../core/metric.ts";

/** π, its multiples and halves are the ends of angular measures. */
function boundText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const halves = value / (Math.PI / 2);
  if (value !== 0 && Number.isInteger(halves))
    return halves === 1 ? "π/2" : halves === 2 ? "π" : `${halves / 2}π`;
  return String(Number(value.toPrecision(6))).replace("-", "−");
}

/** A range for people, `[0, 1]`; an end that is never reached, being infinite, has a round bracket. */
export function rangeText([low, high]: MetricInfo["range"], unit?: MetricInfo["unit"]): string {
  const open = Number.isFinite(low) ? "[" : "(";
  const close = Number.isFinite(high) ? "]" : ")";
  return `${open}${boundText(low)}, ${boundText(high)}${close}${unit === undefined ? "" : ` ${unit}`}`;
}
