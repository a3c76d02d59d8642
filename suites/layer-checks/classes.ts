import type { MetricInfo } from "../../core/metric.ts";
import { ok } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { asGiven, foldSet, meanScores, orNone, setFinding, type SetResult } from "./set.ts";
import type { Table } from "./stage.ts";

/** What is kept of networks trained on one half of the classes, on the other, and not at all. */
export interface ClassesResult {
  readonly within: SetResult;
  readonly across: SetResult;
  /** Mean score of corresponding layers, layer by layer. */
  readonly similarity: {
    readonly within: readonly (number | string)[];
    readonly across: readonly (number | string)[];
    readonly untrained: readonly (number | string)[];
  };
  /** Share of layers in which networks of other classes are more alike than trained and untrained ones; ties half. */
  readonly learned: number;
}

const SET = 3;

/** The networks stand in threes: the lower classes, the upper classes, untrained. */
const of = (network: number): number => Math.floor(network / SET);
const within = (a: number, b: number): boolean => of(a) === of(b) && of(a) < 2;
const across = (a: number, b: number): boolean => of(a) !== of(b) && of(a) < 2 && of(b) < 2;
const untrained = (a: number, b: number): boolean => of(a) < 2 !== of(b) < 2;

const diagonal = (means: readonly (readonly number[])[]): number[] => means.map((row, i) => row[i]!);

export function foldClasses(info: MetricInfo, table: Table): ClassesResult {
  const means = [within, across, untrained].map((counts) => diagonal(meanScores(table, counts)));
  const shown = means.map((values) => values.map((value) => orNone(asGiven(info, value))));
  const other = means[1]!;
  return {
    within: foldTrained(info, table, within),
    across: foldTrained(info, table, across),
    similarity: { within: shown[0]!, across: shown[1]!, untrained: shown[2]! },
    learned: other.reduce((total, value, i) => total + wins(value, means[2]![i]!) / other.length, 0),
  };
}

/** The accuracy among trained networks; leaving an untrained one out would say nothing. */
function foldTrained(info: MetricInfo, table: Table, counts: (a: number, b: number) => boolean): SetResult {
  const set = foldSet(info, table, counts);
  return { ...set, networks: 2 * SET, leftOut: set.leftOut.slice(0, 2 * SET) };
}

/** 1, ½ or 0; a missing value knows nothing. */
function wins(a: number, b: number): number {
  if (Number.isNaN(a - b) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))) return 0.5;
  return a > b ? 1 : 0;
}

const layerFound = "Corresponding layer found: three and three networks trained on";

export function classesFindings(result: ClassesResult): SuiteFinding[] {
  const role = "description" as const;
  return [
    setFinding(
      { id: "accuracy/classes-within", title: `${layerFound} the same five classes`, role },
      result.within,
    ),
    setFinding(
      { id: "accuracy/classes-across", title: `${layerFound} classes that they do not share`, role },
      result.across,
    ),
    {
      id: "similarity/classes",
      title: "Layers in which networks of other classes are more alike than trained and untrained ones",
      role,
      unit: "fraction",
      cells: 1,
      chance: 0.5,
      outcome: ok(result.learned),
      detail: { layers: result.within.layers, ...result.similarity },
    },
  ];
}
