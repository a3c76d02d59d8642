import type { Outcome, Value } from "../../core/outcome.ts";
import { undefinedBecause } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { bySpectrum, curves, dataSets, described, mean, overSpectra } from "./aggregate.ts";
import type { Answered, Cell } from "./cell.ts";
import { powerLaw } from "./exponent.ts";
import { RESCALINGS } from "./questions.ts";

/** The scores, as shares of the range, for which the variance that it takes is looked up. */
export const LEVELS: readonly number[] = [0.5, 0.9, 0.99];

/** A component counts as seen when its replacement costs at least this share of the range. */
export const VISIBLE = 0.01;

/** Equal spectra reach levels such as ½ exactly: rounding must not decide. */
const ROUNDING = 1e-9;

const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const scoreOf = ({ loss }: Answered): number | undefined => (loss === undefined ? undefined : 1 - loss);
const lossOf = ({ loss }: Answered): number | undefined => loss;
const shareOf = (cell: Cell, { question }: Answered): number => cell.shares[question.which]!;
const shareOfLargest = ({ shares }: Cell, k: number): number => sumOf(shares.slice(0, k));
const shareOfSmallest = ({ shares }: Cell, k: number): number => sumOf(shares.slice(shares.length - k));

/** The variance of the fewest leading components with which, and with any more, the score is at least `level`. */
export function shareNeeded(cell: Cell, level: number): number {
  const kept = cell.of("largest");
  let k = cell.shares.length;
  while (k > 1 && (scoreOf(kept[k - 2]!) ?? -Infinity) >= level - ROUNDING) k--;
  return shareOfLargest(cell, k);
}

/** loss(c = ½) / loss(c = 0) for the largest component. */
function halfCorrelation(cell: Cell): number | undefined {
  const whole = cell.of("replace")[0]?.loss;
  const half = cell.of("decorrelate").find(({ question }) => question.which === 0 && question.dose === 0.5);
  return whole === undefined || whole === 0 || half?.loss === undefined ? undefined : half.loss / whole;
}

const rescaled = (cell: Cell, dose: string): number | undefined =>
  cell.of("rescale").find(({ question }) => question.dose === dose)?.loss;

function exponentFinding(cells: readonly Cell[]): SuiteFinding {
  const fits = dataSets(cells).map(powerLaw);
  const known = fits.filter((fit) => fit !== undefined);
  const scatter = mean(known.map((fit) => fit.scatter));
  const measurable = mean(known.map((fit) => fit.measurable));
  return described({
    id: "exponent",
    title: "Exponent of a component's loss in its variance",
    unit: "",
    perSet: fits.map((fit) => fit?.exponent),
    why: "fewer than half of the components cost anything measurable",
    note: `ln loss scatters by ${scatter.toPrecision(2)} about the line; ${Math.round(100 * measurable)} % of the components are measurable`,
    detail: {
      ...(known.length === 0 ? {} : { scatter, measurable }),
      bySpectrum: bySpectrum(cells, (cell) => powerLaw([cell])?.exponent),
    },
    cells: cells.length,
  });
}

/** Everything that is said of a metric whose losses can be told. */
export function describeCells(cells: readonly Cell[]): SuiteFinding[] {
  const count = { cells: cells.length };
  const why = "no value";
  const half = (cell: Cell): number => Math.floor(cell.shares.length / 2);
  const scalar = (
    id: string,
    title: string,
    unit: string,
    of: (cell: Cell) => number | undefined,
    detail: Value = bySpectrum(cells, of),
  ): SuiteFinding => described({ id, title, unit, perSet: overSpectra(cells, of), why, detail, ...count });
  const replaced = { x: "share of variance of the component", y: "loss when it is replaced" };
  const removed = { x: "share of variance of the component", y: "loss when it is removed" };
  const kept = { x: "share of variance that is kept", y: "score" };

  return [
    exponentFinding(cells),
    scalar(
      "loss/replaced",
      "Loss when the largest component is replaced",
      "fraction",
      (cell) => cell.of("replace")[0]?.loss,
      curves(cells, "replace", shareOf, lossOf, replaced),
    ),
    scalar(
      "loss/removed",
      "Loss when the largest component is removed",
      "fraction",
      (cell) => cell.of("remove")[0]?.loss,
      curves(cells, "remove", shareOf, lossOf, removed),
    ),
    scalar(
      "loss/half-correlation",
      "Share of a component's loss that is there at correlation ½",
      "fraction",
      halfCorrelation,
    ),
    scalar(
      "loss/equal-variances",
      "Loss when all variances are made equal",
      "fraction",
      (cell) => rescaled(cell, "all equal"),
      Object.fromEntries(
        Object.keys(RESCALINGS).map((dose) => [dose, bySpectrum(cells, (cell) => rescaled(cell, dose))]),
      ),
    ),
    scalar(
      "components-seen",
      "Components whose replacement costs at least 1 % of the range",
      "components of 12",
      (cell) => cell.of("replace").filter(({ loss }) => loss !== undefined && loss >= VISIBLE).length,
    ),
    ...LEVELS.map((level) =>
      scalar(
        `share-needed/${level}`,
        `Share of variance needed for ${level} of the range`,
        "fraction",
        (cell) => shareNeeded(cell, level),
      ),
    ),
    scalar(
      "kept/largest-half",
      "Score of the larger half of the components",
      "fraction",
      (cell) => scoreOf(cell.of("largest")[half(cell) - 1]!),
      curves(cells, "largest", (cell, { question }) => shareOfLargest(cell, question.which), scoreOf, kept),
    ),
    scalar(
      "kept/smallest-half",
      "Score of the smaller half of the components",
      "fraction",
      (cell) => scoreOf(cell.of("smallest")[half(cell) - 1]!),
      curves(cells, "smallest", (cell, { question }) => shareOfSmallest(cell, question.which), scoreOf, kept),
    ),
  ];
}

/** The same findings for a metric without losses, with the reason, or with what went wrong. */
export function undescribed(outcome: Outcome, reason: string): SuiteFinding[] {
  const shown = outcome.status === "ok" ? undefinedBecause(reason) : outcome;
  return describeCells([]).map(({ id, title, role, unit }) => ({
    id,
    title,
    role,
    unit,
    outcome: shown,
    cells: 0,
  }));
}
