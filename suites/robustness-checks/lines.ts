import { codeOf, messageOf } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { MetricInfo, Subject } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { failed } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { beside, leadingRows, selectRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { representation } from "../../representation/create.ts";
import type { Judged } from "./verdict.ts";
import { identical, sameValue, singlePrecision, typedError, valueOrReason } from "./verdict.ts";

/** The well-behaved pair that the lines spoil. */
export interface Base {
  readonly x: Representation;
  readonly y: Representation;
  readonly random: Random;
}

/** A line of the policy: what it spoils, and what a metric must answer. */
export interface Line {
  readonly id: string;
  readonly title: string;
  /** Who keeps it: `etalon` checks before a metric is asked, so that the metric can neither pass nor fail. */
  readonly keptBy: "metric" | "etalon";
  /** Why a metric is not asked, if it is not. */
  readonly skip?: (metric: MetricInfo) => string | undefined;
  readonly judge: (subject: Subject, base: Base) => Promise<Judged>;
}

type Spoil = (values: Matrix, random: Random) => Matrix;

const changed = (a: Matrix, change: (value: number, k: number) => number): Matrix =>
  matrix(a.rows, a.cols, a.data.map(change));

const filled = (rows: number, cols: number, value: number): Matrix =>
  matrix(rows, cols, new Float64Array(rows * cols).fill(value));

const first = (x: Representation, rows: number): Representation =>
  representation(matrix(rows, x.p, leadingRows(x.values, rows).data.slice()));

/** Asks about data that a representation may not be made of; what comes through is put to the metric. */
async function askSpoilt(subject: Subject, { x }: Base, values: Matrix): Promise<NumberOutcome> {
  let y: Representation;
  try {
    y = representation(values, "Y");
  } catch (thrown) {
    return failed(codeOf(thrown), messageOf(thrown));
  }
  return subject.compare(x, y);
}

/** A line that Etalon keeps by refusing the data. */
const refused = (id: string, title: string, code: string, spoil: Spoil): Line => ({
  id,
  title,
  keptBy: "etalon",
  judge: async (subject, base) =>
    typedError(await askSpoilt(subject, base, spoil(base.y.values, base.random)), code),
});

/** The worse of two judgements: the first that did not pass. */
const worst = (judged: readonly Judged[]): Judged =>
  judged.find(({ verdict }) => verdict !== "passed") ?? judged[0]!;

/** X, Y and both spoilt, each to be answered by a value or a reason. */
const answered = (id: string, title: string, spoil: Spoil): Line => ({
  id,
  title,
  keptBy: "metric",
  judge: async (subject, { x, y, random }) => {
    const [sx, sy] = [x, y].map(({ values }, k) => representation(spoil(values, random.child(k))));
    const judged: Judged[] = [];
    for (const [a, b] of [
      [sx!, y],
      [x, sy!],
      [sx!, sy!],
    ] as const)
      // prettier-ignore
      judged.push(valueOrReason(subject.info, await subject.compare(a, b)));
    return worst(judged);
  },
});

const scaleFree = ({ invariances: { x, y } }: MetricInfo): boolean =>
  x.includes("isotropic-scaling") && y.includes("isotropic-scaling");

/** Both sides times a number of their own: the value stays where the measure claims to have no scale. */
const scaled = (id: string, title: string, a: number, b: number): Line => ({
  id,
  title,
  keptBy: "metric",
  judge: async (subject, { x, y }) => {
    const [before, after] = [
      await subject.compare(x, y),
      await subject.compare(
        representation(changed(x.values, (value) => value * a)),
        representation(changed(y.values, (value) => value * b)),
      ),
    ];
    return scaleFree(subject.info)
      ? sameValue(subject.info, before, after)
      : valueOrReason(subject.info, after);
  },
});

/** With one constant unit more the value stays where the measure declares that silent units and offsets do not count. */
const constantUnit: Line = {
  id: "constant-unit",
  title: "a constant unit",
  keptBy: "metric",
  judge: async (subject, { x, y }) => {
    const { info } = subject;
    const before = await subject.compare(x, y);
    const more = (of: Representation): Representation =>
      representation(beside(of.values, filled(of.n, 1, 3.3)));
    const judged: Judged[] = [];
    for (const [side, a, b] of [
      ["x", more(x), y],
      ["y", x, more(y)],
    ] as const) {
      // prettier-ignore
      const after = await subject.compare(a, b);
      const ignored = (["zero-padding", "translation"] as const).every((t) =>
        info.invariances[side].includes(t),
      );
      judged.push(ignored ? sameValue(info, before, after) : valueOrReason(info, after));
    }
    return worst(judged);
  },
};

const repeated: Line = {
  id: "repeat",
  title: "the same pair again, also as new objects",
  keptBy: "metric",
  judge: async (subject, { x, y }) => {
    const before = await subject.compare(x, y);
    const copy = (of: Representation): Representation =>
      representation(matrix(of.n, of.p, of.values.data.slice()));
    return worst([
      identical(before, await subject.compare(x, y)),
      identical(before, await subject.compare(copy(x), copy(y))),
    ]);
  },
};

const float32: Line = {
  id: "float32",
  title: "activations rounded to float32",
  keptBy: "metric",
  judge: async (subject, { x, y }) => {
    const rounded = (of: Representation): Representation => representation(changed(of.values, Math.fround));
    return singlePrecision(
      subject.info,
      await subject.compare(x, y),
      await subject.compare(rounded(x), rounded(y)),
    );
  },
};

const rowsDiffer: Line = {
  id: "rows-differ",
  title: "another number of stimuli in Y",
  keptBy: "etalon",
  judge: async (subject, { x, y }) =>
    typedError(await subject.compare(x, first(y, y.n - 1)), "input/row-mismatch"),
};

const tooFewRows: Line = {
  id: "too-few-rows",
  title: "fewer stimuli than the metric declares to need",
  keptBy: "etalon",
  skip: ({ minimumRows }) => (minimumRows > 1 ? undefined : "it declares to need one stimulus only"),
  judge: async (subject, { x, y }) => {
    const rows = subject.info.minimumRows - 1;
    return typedError(await subject.compare(first(x, rows), first(y, rows)), "input/too-few-rows");
  },
};

const fewestRows: Line = {
  id: "fewest-rows",
  title: "as few stimuli as the metric declares to need",
  keptBy: "metric",
  judge: async (subject, { x, y }) => {
    const rows = subject.info.minimumRows;
    return valueOrReason(subject.info, await subject.compare(first(x, rows), first(y, rows)));
  },
};

const unchanged: Line = {
  id: "unchanged",
  title: "the input is not changed",
  keptBy: "metric",
  // The engine compares checksums around every question, and makes `input-mutated` of the whole cell.
  judge: async (subject, { x, y }) => valueOrReason(subject.info, await subject.compare(x, y)),
};

/** The policy, one case a line. */
export const LINES: readonly Line[] = [
  refused("nan", "NaN in the activations", "input/non-finite", (a) =>
    changed(a, (value, k) => (k === 7 ? NaN : value)),
  ),
  refused("infinity", "Infinity in the activations", "input/non-finite", (a) =>
    changed(a, (value, k) => (k === 7 ? Infinity : value)),
  ),
  refused("no-columns", "no units", "input/no-columns", (a) => matrix(a.rows, 0)),
  refused("no-rows", "no stimuli", "input/no-rows", (a) => matrix(0, a.cols)),
  rowsDiffer,
  tooFewRows,
  fewestRows,
  answered("constant", "every stimulus gives the same activations", (a) => filled(a.rows, a.cols, 0.1)),
  answered("rank-deficient", "activations of rank 2", (a, random) =>
    backend().multiply(random.gaussianMatrix(a.rows, 2), random.gaussianMatrix(2, a.cols)),
  ),
  answered("wide", "twice as many units as stimuli", (a, random) =>
    random.gaussianMatrix(a.rows, 2 * a.rows),
  ),
  answered("one-unit", "a single unit", (a, random) => random.gaussianMatrix(a.rows, 1)),
  constantUnit,
  answered("duplicate-units", "every unit twice", (a) => beside(a, a)),
  answered("duplicate-rows", "every stimulus twice", (a) =>
    selectRows(
      a,
      Array.from({ length: a.rows }, (_, i) => i >> 1),
    ),
  ),
  scaled("huge", "activations times 1e150", 1e150, 1e150),
  scaled("tiny", "activations times 1e−150", 1e-150, 1e-150),
  scaled("apart", "X times 1e150, Y times 1e−150", 1e150, 1e-150),
  unchanged,
  repeated,
  float32,
];
