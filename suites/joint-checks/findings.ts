import type { Value } from "../../core/outcome.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { plotDetail } from "../ascent-checks/plots.ts";
import { meanInterval } from "../statistics/student.ts";
import { HIGH, type Region } from "./region.ts";

/** What a cell stores: the region reached, and what is known of it beforehand. */
export interface JointCell extends Region {
  /** Ascents that ended where Y lost rank. */
  readonly singular: number;
  /** Lowest and highest score of the partner that the closed-form bound allows, at the same scores. */
  readonly bound?: { readonly low: readonly number[]; readonly high: readonly number[] };
  /** By how much the worst Y was outside of the bound; 0 or below: never. */
  readonly excess?: number;
}

/** Rounding that a bound may be missed by. */
const ROUNDING = 1e-9;

interface Common {
  readonly id: string;
  readonly title: string;
  readonly cells: number;
}

function meanOf(
  common: Common & { readonly unit?: string; readonly note?: string; readonly detail?: Value },
  values: readonly (number | undefined)[],
  why: string,
): SuiteFinding {
  const base = { unit: "", ...common, role: "description" } as const;
  const known = values.filter((value) => value !== undefined);
  // A mean over those data sets alone in which it was reached would be one of the easy ones.
  if (known.length < values.length || known.length === 0) return { ...base, outcome: undefinedBecause(why) };
  const { mean, interval } = meanInterval(known, "data sets");
  return { ...base, outcome: ok(mean), ...(interval === undefined ? {} : { interval }) };
}

/** The region of the first data set, for the reports. */
const regionDetail = (partner: string, data: string, { at, low, high, bound }: JointCell): Value =>
  plotDetail([
    {
      title: `Pairs of scores that go together, ${data}`,
      x: "score",
      y: partner,
      band: { name: "reached", x: at, low, high },
      series:
        bound === undefined
          ? []
          : [
              { name: "at least", x: at, y: bound.low },
              { name: "at most, by the bound", x: at, y: bound.high },
            ],
    },
  ]);

function boundFinding(common: Common, cells: readonly JointCell[]): SuiteFinding[] {
  const excesses = cells.flatMap(({ excess }) => excess ?? []);
  if (excesses.length === 0) return [];
  const worst = Math.max(...excesses);
  return [
    {
      ...common,
      unit: "",
      role: "contract",
      outcome: ok(worst <= ROUNDING ? "passed" : "failed"),
      note: `nearest to the bound, in units of NBS²: ${(-worst).toPrecision(2)} inside`,
    },
  ];
}

/** What the ascents of a pair amount to in one data set. */
export function describePair(
  partner: string,
  [data, title]: readonly [string, string],
  cells: readonly JointCell[],
): SuiteFinding[] {
  const of = (id: string, text: string): Common => ({
    id: `${id}/${partner}/${data}`,
    title: `${text}: ${title}`,
    cells: cells.length,
  });
  const singular = cells.reduce((sum, cell) => sum + cell.singular, 0);
  return [
    meanOf(
      {
        ...of("implies", `Lowest ${partner} beside a score of ${HIGH} or more`),
        ...(singular === 0 ? {} : { note: `${singular} ascents ended where Y lost rank` }),
      },
      cells.map(({ implies }) => implies),
      `no ascent reached ${HIGH}`,
    ),
    meanOf(
      of("implied", `Lowest score beside ${partner} of ${HIGH} or more`),
      cells.map(({ implied }) => implied),
      `no ascent reached ${HIGH} of ${partner}`,
    ),
    meanOf(
      {
        ...of("area", `Area of the region with ${partner}`),
        unit: "fraction",
        detail: regionDetail(partner, data, cells[0]!),
      },
      cells.map(({ area }) => area),
      "",
    ),
    meanOf(
      of("slope", `Fall of ${partner} from (1, 1), for each unit of the score`),
      cells.map(({ slope }) => slope),
      "no ascent reached 0.95",
    ),
    ...boundFinding(of("bound", `Bound by ${partner} of every Y on the way`), cells),
  ];
}
