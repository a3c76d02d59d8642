import type { Interval } from "../../core/finding.ts";
import type { Outcome, Value } from "../../core/outcome.ts";
import { notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { meanInterval } from "../statistics/student.ts";
import { powerLaw, type Point } from "./power-law.ts";
import { ALL_PAIRS, STANDARD } from "./sizes.ts";

type Numbers = Readonly<Record<string, number>>;

interface GridValue {
  readonly points: readonly Point[];
  readonly leftOut: number;
}

/** A finding before its value; every one of this suite describes the machine as much as the metric. */
interface Head {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
}

const valuesOf = <T>(own: readonly Observation<string>[]): T[] =>
  own.flatMap(({ outcome }) => (outcome.status === "ok" ? [outcome.value as unknown as T] : []));

const described = (
  head: Head,
  outcome: Outcome,
  cells: number,
  more: { interval?: Interval | undefined; note?: string; detail?: Value } = {},
): SuiteFinding => {
  const { interval, ...rest } = more;
  return {
    ...head,
    role: "description",
    better: "lower",
    outcome,
    cells,
    ...(interval === undefined ? {} : { interval }),
    ...rest,
  };
};

/** A number's mean over replicates; the first outcome without a value where there is none. */
function averaged(
  head: Head,
  own: readonly Observation<string>[],
  of: (value: Numbers) => number | undefined,
  note?: string,
): SuiteFinding {
  const values = valuesOf<Numbers>(own)
    .map(of)
    .filter((value): value is number => value !== undefined);
  if (values.length < valuesOf(own).length)
    return described(head, notApplicable("another process computes it"), own.length);
  if (values.length === 0)
    return described(head, own[0]?.outcome ?? undefinedBecause("not measured"), own.length);
  const { mean, interval } = meanInterval(values, "repetitions");
  return described(head, ok(mean), own.length, { interval, ...(note === undefined ? {} : { note }) });
}

function exponents(own: readonly Observation<string>[]): SuiteFinding[] {
  const grids = valuesOf<GridValue>(own);
  const points = grids.flatMap(({ points: some }) => some);
  const law = powerLaw(points);
  const leftOut = Math.max(0, ...grids.map((one) => one.leftOut));
  const reason = grids.length === 0 ? own[0]?.outcome : undefined;
  return (["n", "p"] as const).map((side) => {
    const head = {
      id: `exponent/${side}`,
      title: `Time of a pair grows with the power of ${side === "n" ? "the stimuli" : "the units"}`,
      unit: "",
    };
    if (law === undefined)
      return described(head, reason ?? undefinedBecause("too few sizes were timed"), own.length);
    const { value, interval } = law[side];
    return described(head, ok(value), own.length, {
      interval,
      ...(leftOut === 0 ? {} : { note: `${leftOut} sizes left out: without a value, or too long` }),
      detail: { points: points.map(({ n, p, seconds }) => ({ n, p, seconds })) },
    });
  });
}

/** The findings of the suite: all of them descriptions, and true of one machine. */
export function findingsOf(observations: readonly Observation<string>[]): SuiteFinding[] {
  const of = (id: string): Observation<string>[] =>
    observations.filter(
      ({ case: which, outcome }) => which.params === id && outcome.status !== "not-applicable",
    );
  const [standard, grid, pairs] = [of("standard"), of("grid"), of("all-pairs")];
  const size = `${STANDARD.n}×${STANDARD.p}`;
  const list = `${ALL_PAIRS.k} representations of ${ALL_PAIRS.n}×${ALL_PAIRS.p}`;
  const findings: SuiteFinding[] = [];
  if (standard.length > 0) {
    const knows = valuesOf<{ knowsResident?: boolean }>(standard).every(
      ({ knowsResident = true }) => knowsResident,
    );
    findings.push(
      averaged(
        { id: "seconds/standard", title: `Time of one pair of ${size}`, unit: "s" },
        standard,
        ({ seconds }) => seconds!,
      ),
      averaged(
        { id: "memory/standard", title: `Memory for one pair of ${size}`, unit: "MB" },
        standard,
        ({ held, resident }) => (held === undefined ? undefined : Math.max(held, resident!) / 1e6),
        knows ? undefined : "without native memory, which this system does not tell",
      ),
    );
  }
  if (grid.length > 0) findings.push(...exponents(grid));
  if (pairs.length > 0) {
    findings.push(
      averaged(
        { id: "seconds/all-pairs", title: `Time of a pair, all pairs of ${list}`, unit: "s" },
        pairs,
        ({ seconds, pairs: count }) => seconds! / count!,
      ),
      averaged(
        {
          id: "all-pairs/share",
          title: "Time of a pair among all pairs, relative to a pair alone",
          unit: "",
        },
        pairs,
        ({ seconds, pairs: count, single }) => seconds! / count! / single!,
      ),
    );
  }
  return findings;
}
