/** Number of principal components; n must exceed twice as many, so that each has a fresh direction to go to. */
export const COMPONENTS = 12;

/** Number of stimuli. */
export const STIMULI = 64;

const shape = (of: (i: number) => number): number[] => Array.from({ length: COMPONENTS }, (_, i) => of(i));

/**
 * The spectra, up to scale, fixed before any metric was asked.
 *
 * - `flat`: all variances are equal
 * - `exponential`: e^(−i/3)
 * - `power-law`: 1/i, about what 10,000 neurons of mouse visual cortex show (Stringer et al. 2019,
 *   doi:10.1038/s41586-019-1346-5)
 * - `measured`: the shares of the twelve leading components (96 % of the variance) of the channel means of the second
 *   convolution of the shipped network `c6/seed-0` over its 500 images; test/suites/pc-variance-checks/spectra.test.ts
 *   computes them again
 */
export const SPECTRA = {
  flat: shape(() => 1),
  exponential: shape((i) => Math.exp(-i / 3)),
  "power-law": shape((i) => 1 / (i + 1)),
  measured: [
    0.5051, 0.1545, 0.1151, 0.05526, 0.03313, 0.02813, 0.01929, 0.017, 0.01071, 0.009062, 0.008083, 0.007075,
  ],
} as const satisfies Record<string, readonly number[]>;

export type SpectrumName = keyof typeof SPECTRA;

export const SPECTRUM_NAMES = Object.keys(SPECTRA) as SpectrumName[];

/** λ, scaled so that a unit has variance 1 on average (Σλ = n·p), for measures with lengths of their own. */
export function variancesOf(name: SpectrumName): number[] {
  const total = SPECTRA[name].reduce((sum: number, value) => sum + value, 0);
  return SPECTRA[name].map((value) => (value / total) * STIMULI * COMPONENTS);
}
