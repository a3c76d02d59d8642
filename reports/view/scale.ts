/** The part of the number line that a drawing shows, linearly or by powers of ten. */
export interface Domain {
  readonly kind: "linear" | "log";
  readonly low: number;
  readonly high: number;
}

/** From this ratio of the largest to the smallest on, equal steps hide most of the values. */
const LOG_FROM_RATIO = 300;

/**
 * The domain that holds all values: [0, 1] for the unit `fraction`, powers of ten where positive values differ by
 * more than a factor of 300 (zeros then stand at the low end), else linear from the smallest to the largest.
 */
export function domainOf(values: readonly number[], unit: string): Domain {
  if (unit === "fraction" && values.every((value) => value >= 0 && value <= 1)) {
    return { kind: "linear", low: 0, high: 1 };
  }
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (low > high) return { kind: "linear", low: 0, high: 1 };
  const smallest = values.filter((value) => value > 0).reduce((a, b) => Math.min(a, b), Infinity);
  if (low >= 0 && high > LOG_FROM_RATIO * smallest) {
    return {
      kind: "log",
      low: 10 ** Math.floor(Math.log10(smallest) + 1e-9),
      high: 10 ** Math.ceil(Math.log10(high) - 1e-9),
    };
  }
  if (low === high) return low === 0 ? { kind: "linear", low: 0, high: 1 } : around(low);
  return { kind: "linear", low, high };
}

function around(value: number): Domain {
  return { kind: "linear", low: value - Math.abs(value) / 2, high: value + Math.abs(value) / 2 };
}

/** Where a value lies along `length`, rounded to a tenth; values outside of the domain stand at its ends. */
export function position(domain: Domain, value: number, length: number): number {
  const share =
    domain.kind === "log"
      ? (Math.log10(Math.max(value, domain.low)) - Math.log10(domain.low)) /
        (Math.log10(domain.high) - Math.log10(domain.low))
      : (value - domain.low) / (domain.high - domain.low);
  return Math.round(10 * length * Math.min(1, Math.max(0, share))) / 10;
}

/** At most `most` round numbers inside the domain: powers of ten, or multiples of 1, 2 or 5 times one. */
export function ticks(domain: Domain, most = 5): number[] {
  if (domain.kind === "log") {
    const first = Math.ceil(Math.log10(domain.low) - 1e-9);
    const last = Math.floor(Math.log10(domain.high) + 1e-9);
    const step = Math.max(1, Math.ceil((last - first) / (most - 1)));
    return sequence(first, last, step).map((exponent) => 10 ** exponent);
  }
  const rough = (domain.high - domain.low) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const [first, last] = [Math.ceil(domain.low / step - 1e-9), Math.floor(domain.high / step + 1e-9)];
  // Divided rather than multiplied where the step is below 1, so that 3 · 0.1 is 0.3 and not 0.30000000000000004.
  return sequence(first, last, 1).map((i) => (step < 1 ? i / Math.round(1 / step) : i * step));
}

function sequence(first: number, last: number, step: number): number[] {
  return Array.from(
    { length: Math.max(0, Math.floor((last - first) / step) + 1) },
    (_, i) => first + i * step,
  );
}
