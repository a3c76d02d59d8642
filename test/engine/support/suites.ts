import { ok, type Value } from "../../../core/outcome.ts";
import type { Representation } from "../../../core/representation.ts";
import type { Suite } from "../../../core/suite.ts";
import { representation } from "../../../representation/create.ts";

/** As the engine sees a suite: it hands a suite its own parameters and data back and looks into neither. */
const plain = <P extends Value, S>(suite: Suite<P, S>): Suite => suite as unknown as Suite;

/** What the pair suite makes: two random representations. */
interface Pair {
  readonly x: Representation;
  readonly y: Representation;
}

interface Params {
  readonly [name: string]: number;
  readonly n: number;
  readonly p: number;
}

/** Some pairs, each scored; its findings are the scores themselves, with a number of its own random source. */
export function pairSuite(sizes: readonly number[] = [4, 7], replicates = 2): Suite {
  return plain<Params, Pair>({
    id: "pairs",
    version: 3,
    title: "Pairs",
    question: "What is the score?",
    cases: () => sizes.map((n) => ({ id: `n-${n}`, params: { n, p: 3 }, replicates })),
    applies: (metric) => metric.id !== "dice" || "it does not look at the data",
    prepare: ({ params }, random) => ({
      x: representation(random.child("x").gaussianMatrix(params.n, params.p)),
      y: representation(random.child("y").gaussianMatrix(params.n, params.p + 1)),
    }),
    measure: async (subject, { x, y }, _which, { random }) => {
      const outcome = await subject.compare(x, y);
      return outcome.status === "ok" ? ok([outcome.value, random.uniform()]) : outcome;
    },
    summarise: (_metric, observations) =>
      observations.map(({ case: which, replicate, outcome }) => ({
        id: `score/${which.id}/${replicate}`,
        title: `Score of ${which.id}`,
        role: "description",
        unit: "",
        outcome,
        cells: 1,
      })),
  });
}

/** One all-pairs case for every metric. */
export const gridSuite: Suite = plain<string, readonly Representation[]>({
  id: "grid",
  version: 1,
  title: "Grid",
  question: "All against all?",
  cases: () => [{ id: "all", params: "all", replicates: 1 }],
  prepare: (_which, random) => [0, 1, 2].map((k) => representation(random.child(k).gaussianMatrix(5, 2 + k))),
  measure: async (subject, all) => {
    const outcomes = await subject.allPairs(all, all);
    const first = outcomes.find(({ status }) => status !== "ok");
    return first ?? ok(outcomes.map((outcome) => (outcome.status === "ok" ? outcome.value : 0)));
  },
  summarise: (_metric, observations) =>
    observations.map(({ outcome }) => ({
      id: "matrix",
      title: "Matrix",
      role: "description",
      unit: "",
      outcome,
      cells: 1,
    })),
});

/** A suite that fails to make its data. */
export const brokenSuite: Suite = {
  ...gridSuite,
  id: "broken",
  prepare: () => {
    throw new Error("the file is gone");
  },
};
