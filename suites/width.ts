import type { Outcome } from "../core/outcome.ts";
import { ok } from "../core/outcome.ts";
import type { Subject } from "../core/metric.ts";
import type { Random } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import type { Case, Profile, Suite } from "../core/suite.ts";
import sharedLatent from "../generators/shared-latent.ts";
import { widthFindings, type WidthParams } from "./width-checks/findings.ts";

/** Widths, as shares of the number of stimuli. */
export const RATIOS: readonly number[] = [1 / 8, 1 / 4, 1 / 2, 3 / 4, 1, 2, 4];

/** Related pairs in a cell, and as many unrelated ones. */
const PAIRS = 12;

/** Latent variables behind a related pair. */
const LATENTS = 4;

/**
 * Standard deviation of each unit's own noise. With p units the signal adds about p·n to the leading eigenvalues of
 * XXᵀ, the noise about noise²·√(p·n) to their scatter: noise² ∝ √(p/n) keeps their ratio, so that a wider pair is not
 * an easier one.
 */
const noiseAt = (n: number, p: number): number => 3 * (p / n) ** 0.25;

type Pair = readonly [Representation, Representation];

interface Stage {
  readonly related: readonly Pair[];
  readonly unrelated: readonly Pair[];
}

const casesFor = (n: number, replicates: number): Case<WidthParams>[] =>
  RATIOS.map((ratio) => ({
    id: `stimuli-${n}-units-${n * ratio}`,
    params: { n, p: n * ratio },
    replicates,
  }));

function prepare({ params: { n, p } }: Case<WidthParams>, random: Random): Stage {
  const related = Array.from({ length: PAIRS }, (_, k): Pair => {
    const { representations } = sharedLatent.generate(
      { n, p1: p, p2: p, latents: LATENTS, noise: noiseAt(n, p) },
      random.child(k),
    );
    return [representations[0]!, representations[1]!];
  });
  // The same Y with the X of the next data set: what the score owes to X alone.
  const unrelated = related.map(([, y], k): Pair => [related[(k + 1) % PAIRS]![0], y]);
  return { related, unrelated };
}

async function measure(subject: Subject, stage: Stage): Promise<Outcome> {
  const stored: Record<keyof Stage, number[]> = { related: [], unrelated: [] };
  for (const kind of ["related", "unrelated"] as const) {
    for (const [x, y] of stage[kind]) {
      const outcome = await subject.compare(x, y);
      if (outcome.status !== "ok") return outcome;
      stored[kind].push(outcome.value);
    }
  }
  return ok({ ...stored });
}

const width: Suite<WidthParams, Stage> = {
  id: "width",
  version: 1,
  title: "Width",
  question: "What happens when there are as many units as stimuli, or more?",
  cases: (profile: Profile) =>
    profile === "quick" ? casesFor(40, 3) : [...casesFor(40, 12), ...casesFor(24, 12)],
  applies: (metric, { params }) => metric.minimumRows <= params.n || `it needs ${metric.minimumRows} stimuli`,
  prepare,
  measure,
  summarise: widthFindings,
};

export default width;
