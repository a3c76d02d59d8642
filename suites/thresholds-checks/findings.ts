import type { Value } from "../../core/outcome.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { LEVELS, type Capture } from "../ascent-checks/climb.ts";
import { DATA_SETS, type DataSet } from "../ascent-checks/data.ts";
import { plotDetail } from "../ascent-checks/plots.ts";
import { captureFinding, REFERENCE_COMPONENT } from "../optimisation-checks/findings.ts";
import { TITLES } from "../optimisation-checks/titles.ts";
import { meanInterval } from "../statistics/student.ts";
import type { Thresholds } from "./measure.ts";

/** The kinds of threshold that are compared across data sets. */
const KINDS = {
  "null-95": "Exceeded by chance in 5 % of shuffles",
  "null-99": "Exceeded by chance in 1 % of shuffles",
  "pc-1": "Score at which PC 1 is captured",
  "pc-5": "Score at which PC 5 is captured",
  "pc-10": "Score at which PC 10 is captured",
  "decoding-95": "Score at 95 % of the reference decoding",
  ceiling: "Noise ceiling",
} as const;
type Kind = keyof typeof KINDS;

/** The level of decoding that is compared. */
const DECODED = LEVELS.indexOf(0.95);

function numbers(
  kind: "null-95" | "null-99" | "ceiling",
  cells: readonly Thresholds[],
): { values: number[]; why: string; note?: string } {
  if (kind === "ceiling") {
    return {
      values: cells.flatMap(({ ceiling }) => ceiling ?? []),
      why: cells[0]!.noCeiling,
      note: `from ${cells[0]!.source}`,
    };
  }
  const of = (cell: Thresholds): number | undefined => (kind === "null-95" ? cell.null?.p95 : cell.null?.p99);
  return {
    values: cells.flatMap((cell) => of(cell) ?? []),
    why: cells[0]!.noNull,
    note: "X with its own rows shuffled: rows are taken as exchangeable",
  };
}

function capturesOf(kind: Kind, cells: readonly Thresholds[]): Capture[] {
  return cells.flatMap(({ components, decoding }) => {
    const capture =
      kind === "decoding-95" ? decoding[DECODED] : components[Number(kind.slice("pc-".length)) - 1];
    return capture === undefined ? [] : [capture];
  });
}

/** One kind of threshold in one data set; none where the data have no such component or variable. */
function finding(kind: Kind, data: DataSet, cells: readonly Thresholds[]): SuiteFinding | undefined {
  const common = {
    id: `${kind}/${data}`,
    title: `${KINDS[kind]}: ${TITLES[data]}`,
    unit: "",
    cells: cells.length,
  };
  if (kind === "null-95" || kind === "null-99" || kind === "ceiling") {
    const { values, why, note } = numbers(kind, cells);
    const base = { ...common, role: "description" } as const;
    if (values.length === 0) return { ...base, outcome: undefinedBecause(why) };
    const { mean, interval } = meanInterval(values, "data sets");
    return {
      ...base,
      outcome: ok(mean),
      ...(interval === undefined ? {} : { interval }),
      ...(note === undefined ? {} : { note }),
    };
  }
  const captures = capturesOf(kind, cells);
  return captures.length === 0 ? undefined : captureFinding(common, captures);
}

interface InSet {
  readonly data: DataSet;
  readonly finding: SuiteFinding;
}

const valueOf = ({ finding: { outcome } }: InSet): number | undefined =>
  outcome.status === "ok" && typeof outcome.value === "number" ? outcome.value : undefined;

/**
 * The score that is enough in all data sets, and how far apart they are: the honest answer where no threshold is
 * universal. Undefined where in some data set no score was enough, or only a lower bound is known.
 */
function acrossSets(kind: Kind, sets: readonly InSet[]): SuiteFinding[] {
  const base = {
    id: `everywhere/${kind}`,
    title: kind === "ceiling" ? "Lowest noise ceiling of the data sets" : `${KINDS[kind]}, in every data set`,
    role: "description",
    unit: "",
    cells: sets.reduce((sum, set) => sum + set.finding.cells, 0),
  } as const;
  if (sets.length < 2) return [];
  const open = sets.filter(
    (set) => valueOf(set) === undefined || (set.finding.note ?? "").startsWith("a lower bound"),
  );
  const known = sets.flatMap((set) => valueOf(set) ?? []);
  const range =
    known.length === 0 ? "" : `${Math.min(...known).toFixed(2)} to ${Math.max(...known).toFixed(2)}`;
  if (open.length > 0) {
    const where = open.map(({ data }) => data).join(", ");
    return [
      {
        ...base,
        outcome: undefinedBecause(
          `no score is known to be enough in ${where}${range === "" ? "" : `; by data set ${range}`}`,
        ),
      },
    ];
  }
  // More than the lowest ceiling cannot be asked for everywhere.
  const value = kind === "ceiling" ? Math.min(...known) : Math.max(...known);
  return [{ ...base, outcome: ok(value), note: `by data set ${range}` }];
}

/** What is drawn of one kind: a height for each data set, numbers alone. */
function heights(
  kind: Kind,
  sets: ReadonlyMap<DataSet, readonly Thresholds[]>,
): { score: number; bound: boolean }[][] {
  return [...sets].map(([data, cells]) => {
    const found = finding(kind, data, cells);
    if (found?.outcome.status !== "ok") return [];
    return [{ score: found.outcome.value as number, bound: (found.note ?? "").startsWith("a lower bound") }];
  });
}

/** Ends of bars from 0 to each point. */
const fromZero = ({ x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }) => ({
  x: x.flatMap((score) => [0, score]),
  y: y.flatMap((row) => [row, row]),
});

/** All thresholds on one scale, a row for each data set. */
function picture(sets: ReadonlyMap<DataSet, readonly Thresholds[]>): { plots: Value } {
  const points = (
    kinds: readonly Kind[],
    keep: (bound: boolean) => boolean = () => true,
  ): { x: number[]; y: number[] } => {
    const found = kinds.flatMap((kind) =>
      heights(kind, sets).flatMap((own, row) =>
        own.filter(({ bound }) => keep(bound)).map(({ score }) => [score, row] as const),
      ),
    );
    // Row by row, so that a bar joins what belongs together.
    found.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    return { x: found.map(([score]) => score), y: found.map(([, row]) => row) };
  };
  const captured = ["pc-1", "pc-5", "pc-10"] as const;
  return plotDetail([
    {
      title: "What a score means in each data set",
      x: "score",
      y: "",
      rows: [...sets.keys()],
      series: [
        { name: "chance, 99 % of shuffles", mark: "bar", ...fromZero(points(["null-99"])) },
        { name: "PC 1, 5, 10", mark: "dot", ...points(captured, (bound) => !bound) },
        {
          name: "not all by this score",
          mark: "up",
          ...points([...captured, "decoding-95"], (bound) => bound),
        },
        { name: "95 % decoded", mark: "cross", ...points(["decoding-95"], (bound) => !bound) },
        { name: "noise ceiling", mark: "tick", ...points(["ceiling"]) },
      ],
    },
  ]);
}

/** The findings that stand in the tables: the other kinds are in the picture. */
const TABLED: readonly Kind[] = [
  "null-95",
  "null-99",
  `pc-${REFERENCE_COMPONENT}` as Kind,
  "decoding-95",
  "ceiling",
];

/** What the cells of one measure amount to, by data set. */
export function describeThresholds(sets: ReadonlyMap<DataSet, readonly Thresholds[]>): SuiteFinding[] {
  const inOrder = DATA_SETS.filter((data) => sets.has(data));
  const byKind = TABLED.map((kind) => ({
    kind,
    found: inOrder.flatMap((data): InSet[] => {
      const of = finding(kind, data, sets.get(data)!);
      return of === undefined ? [] : [{ data, finding: of }];
    }),
  }));
  const [first, ...others] = byKind.flatMap(({ kind, found }) => acrossSets(kind, found));
  return [
    ...(first === undefined ? [] : [{ ...first, detail: picture(sets) }, ...others]),
    ...byKind.flatMap(({ found }) => found.map((set) => set.finding)),
  ];
}
