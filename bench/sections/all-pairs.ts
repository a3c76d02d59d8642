import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { fresh, pair } from "../data.ts";
import { duel, ours } from "../rounds.ts";
import { differenceOf, type Section } from "../section.ts";
import { PAIRS } from "./pairs.ts";

const [COUNT, N, P] = [60, 2000, 128];

/** Targets as shares of numpy's loop. */
const TARGETS: Readonly<Record<string, number>> = { "cka-linear": 0.125, "cca-mean": 0.2, nbs: 0.6 };

/** Pairs of the loop that are timed; all of them would take minutes a round. */
const SAMPLED = 40;

/** Floating-point operations of one product, m×k by k×n, a second. */
function gemmRate(): number {
  const a = pair(1024, 1024)[0];
  const { time } = ours(() => backend().multiply(a, a));
  void time(1);
  return (2 * 1024 ** 3) / Math.min(...Array.from({ length: 7 }, () => time(1) as number));
}

/** All pairs of many representations against a loop of single comparisons in numpy. */
export const allPairs: Section = async ({ peer, patience, progress, add }) => {
  const python = await peer();
  await python.forget();
  const sides = Array.from({ length: COUNT / 2 }, (_, k) => pair(N, P, k)).flat();
  const loop = (COUNT * (COUNT + 1)) / 2;
  // Pairs at a fixed stride through the loop.
  const sample = Array.from({ length: SAMPLED }, (_, k) => [(k * 7) % COUNT, (k * 11 + 1) % COUNT] as const);
  for (const k of new Set(sample.flat())) await python.load(`x${k}`, sides[k]!);
  for (const [id, target] of Object.entries(TARGETS)) {
    progress(`all-pairs ${id}`);
    const metric = await metricById(id);
    const together = (): Float64Array => {
      forgetDerived();
      const xs = sides.map(fresh);
      return metric.allPairs!(xs, xs).data;
    };
    for (const [k, [i, j]] of sample.entries()) await python.make(`t${k}`, PAIRS[id]!, [`x${i}`, `x${j}`]);
    const numpy = {
      name: "numpy",
      time: async (): Promise<number> => {
        let seconds = 0;
        for (let k = 0; k < SAMPLED; k++) seconds += await python.time(`t${k}`, 1);
        return (seconds * loop) / SAMPLED;
      },
    };
    const values = together();
    const expected = await python.value("t0");
    const difference = differenceOf([values[sample[0]![0] * COUNT + sample[0]![1]]!], expected);
    const { seconds, ratios, rounds } = await duel([ours(together), numpy], patience);
    const rate = gemmRate();
    // XᵀY of every pair once is what no formula can do without.
    const flops = 2 * N * P * P * loop;
    const share = flops / seconds[0]!.median / rate;
    add({
      section: "all-pairs",
      name: `${id}, ${COUNT} of ${N}×${P}`,
      against: `numpy, ${loop} calls`,
      ratio: ratios[0]!,
      target,
      ours: seconds[0]!.median,
      theirs: seconds[1]!.median,
      rounds,
      difference,
      note: `cross products alone at ${Math.round(share * 100)} % of the rate of gemm, ${(rate / 1e9).toFixed(0)} GFLOP/s; the loop is timed by ${SAMPLED} of its calls`,
    });
  }
};
