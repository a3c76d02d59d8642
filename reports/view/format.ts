const SUPERSCRIPTS = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
const NARROW_SPACE = "\u202f";

function superscript(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)] ?? digit);
  return (exponent < 0 ? "⁻" : "") + digits.join("");
}

/** `4.8 × 10⁻¹⁴`, and `10⁻¹⁴` rather than `1.0 × 10⁻¹⁴`. */
function scientific(magnitude: number): string {
  const [mantissa = "", exponent = ""] = magnitude.toExponential(1).split("e");
  const power = `10${superscript(Number(exponent))}`;
  return mantissa === "1.0" ? power : `${mantissa}${NARROW_SPACE}×${NARROW_SPACE}${power}`;
}

function magnitudeText(magnitude: number): string {
  if (magnitude === 0) return "0";
  if (magnitude < 1e-3 || magnitude >= 1e6) return scientific(magnitude);
  if (Number.isInteger(magnitude) || magnitude >= 999.5) return String(Math.round(magnitude));
  return magnitude.toPrecision(3);
}

/**
 * A number for people: three significant digits, whole numbers in full, powers of ten below 10⁻³ and from 10⁶ on,
 * a true minus sign. The same text on every machine, whatever its language.
 */
export function formatNumber(value: number): string {
  return (value < 0 ? "−" : "") + magnitudeText(Math.abs(value));
}

/** A share as a percentage with one decimal: 0.917 is `91.7 %`. */
export function formatPercent(share: number): string {
  return `${formatNumberFixed(100 * share, 1)}${NARROW_SPACE}%`;
}

/** A number with a fixed count of decimals and a true minus sign; a rounded zero has no sign. */
export function formatNumberFixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A value with its unit: `fraction` as a percentage, `radian` as rad, any other unit as it is. */
export function formatValue(value: number, unit: string): string {
  if (unit === "fraction") return formatPercent(value);
  const suffix = unit === "radian" ? "rad" : unit;
  return suffix === "" ? formatNumber(value) : `${formatNumber(value)}${NARROW_SPACE}${suffix}`;
}

/** Two ends of an interval, the unit written once: `85.3–96.1 %`. */
export function formatBetween(low: number, high: number, unit: string): string {
  // A dash before a minus sign would be read as two.
  const between = low < 0 || high < 0 ? " to " : "–";
  if (unit === "fraction") return `${formatNumberFixed(100 * low, 1)}${between}${formatPercent(high)}`;
  return `${formatNumber(low)} to ${formatValue(high, unit)}`;
}

const NAMED_BOUNDS: readonly (readonly [number, string])[] = [
  [Math.SQRT2, "√2"],
  [Math.PI / 2, "π/2"],
  [Math.PI, "π"],
];

function boundText(bound: number): string {
  const name = NAMED_BOUNDS.find(([value]) => Math.abs(Math.abs(bound) - value) < 1e-12)?.[1];
  return name === undefined ? formatNumber(bound) : (bound < 0 ? "−" : "") + name;
}

/** The end of a range as a result file writes it: a number, or an infinity as text. */
export type Bound = number | "-Infinity" | "Infinity";

/** A range in interval notation, open where it is unbounded: `[0, π/2] rad`, `(−∞, 1]`. */
export function formatRange([low, high]: readonly [Bound, Bound], unit = ""): string {
  const left = typeof low === "number" ? `[${boundText(low)}` : low === "Infinity" ? "(∞" : "(−∞";
  const right = typeof high === "number" ? `${boundText(high)}]` : high === "Infinity" ? "∞)" : "−∞)";
  const suffix = unit === "radian" ? "rad" : unit;
  return `${left}, ${right}${suffix === "" ? "" : ` ${suffix}`}`;
}

/** A number at an axis: no zeros at its end, powers of ten from 10⁴ on and below 10⁻³. */
export function formatTick(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e4 || (magnitude > 0 && magnitude < 1e-3)) {
    return (value < 0 ? "−" : "") + scientific(magnitude).replace(`.0${NARROW_SPACE}`, NARROW_SPACE);
  }
  return formatNumberFixed(value, 6).replace(/\.?0+$/, "");
}

/** `1 metric`, `2 metrics`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
