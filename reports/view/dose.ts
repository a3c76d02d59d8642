import type { Finding } from "../../core/finding.ts";
import type { DoseDetail } from "./detail.ts";
import { readDose } from "./detail.ts";
import type { CurveEnd } from "./end-labels.ts";
import { endLabels } from "./end-labels.ts";
import { formatNumber, formatTick } from "./format.ts";
import { groupBy } from "./group-by.ts";
import type { Domain } from "./scale.ts";
import { domainOf, position, ticks } from "./scale.ts";
import type { Side } from "./verdict.ts";
import { SIDES, SIDE_NAMES } from "./verdict.ts";

/** A mark on an axis. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** One curve; `kind` sets how it is dashed. */
export interface DoseCurve {
  readonly kind: Side | "only";
  readonly line: string;
}

/** Curves of effect against dose, in user units of a drawing {@link CHART_WIDTH} × {@link CHART_HEIGHT}. */
export interface DoseChart {
  readonly title: string;
  readonly curves: readonly DoseCurve[];
  readonly ends: readonly CurveEnd[];
  /** Paths: lines at the ticks of y, marks at the ticks of x. */
  readonly grid: string;
  readonly xMarks: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xLabel: string;
  /** All points, in words. */
  readonly words: string;
}

/** Size of the drawing; the plot lies inside, with room for labels on its left, on its right and below. */
export const CHART_WIDTH = 240;
export const CHART_HEIGHT = 140;
const LEFT = 44;
const RIGHT = 204;
const TOP = 8;
const BOTTOM = 106;

/** Below this, an effect is rounding: the axis is not stretched to make noise look like a curve. */
const SMALLEST_AXIS = 1e-3;

interface Sample extends DoseDetail {
  readonly finding: Finding;
  readonly side: Side | undefined;
}

/** Splits `dose/<name>/<side>`; a dose without a side is a chart of its own. */
function parseDoseId(id: string): { readonly name: string; readonly side: Side | undefined } {
  const match = /^(dose\/.+)\/(x|y|both)$/.exec(id);
  return { name: match?.[1] ?? id, side: match?.[2] as Side | undefined };
}

function samplesOf(findings: readonly Finding[]): Sample[] {
  return findings.flatMap((finding) => {
    const detail = readDose(finding);
    return detail === undefined ? [] : [{ ...detail, finding, side: parseDoseId(finding.id).side }];
  });
}

/** What the titles of the curves have in common; one curve has the whole of its title. */
function commonTitle(samples: readonly Sample[]): string {
  const [first = "", ...others] = samples.map(({ finding }) => finding.title);
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length).replace(/[\s,:;–-]+$/u, "") || first;
}

function nameOf({ side }: Sample): string {
  return side === undefined ? "" : `${SIDE_NAMES[side].words}: `;
}

function chartOf(samples: readonly Sample[], { label, unit }: DoseDetail): DoseChart {
  const xDomain = domainOf(
    samples.flatMap(({ dose }) => dose),
    "",
  );
  const effects = samples.flatMap(({ effect }) => effect);
  const yDomain: Domain = {
    kind: "linear",
    low: Math.min(0, ...effects),
    high: Math.max(SMALLEST_AXIS, ...effects),
  };
  const x = (value: number): number => round(LEFT + position(xDomain, value, RIGHT - LEFT));
  const y = (value: number): number => round(BOTTOM - position(yDomain, value, BOTTOM - TOP));
  const ticksOf = (domain: Domain, most: number, place: (value: number) => number): Tick[] =>
    ticks(domain, most).map((value) => ({ at: place(value), text: formatTick(value) }));
  const [xTicks, yTicks] = [ticksOf(xDomain, 6, x), ticksOf(yDomain, 4, y)];
  const title = commonTitle(samples);
  const xLabel = unit === "" ? label : `${label} (${unit})`;
  const curves = samples.map(({ side, dose, effect }): DoseCurve => {
    const points = dose.map((value, i) => `${x(value)} ${y(effect[i] ?? 0)}`);
    return { kind: side ?? "only", line: `M${points.join("L")}` };
  });
  const ends = samples.flatMap(({ side, effect }) =>
    side === undefined ? [] : [{ label: SIDE_NAMES[side].short, y: y(effect.at(-1) ?? 0) }],
  );
  const spoken = samples.map((sample) => {
    const pairs = sample.dose.map(
      (value, i) => `${formatNumber(value)}: ${formatNumber(sample.effect[i] ?? 0)}`,
    );
    return `${nameOf(sample)}${pairs.join("; ")}.`;
  });
  return {
    title,
    curves,
    ends: endLabels(ends),
    grid: yTicks.map(({ at }) => `M${LEFT} ${at}H${RIGHT}`).join(""),
    xMarks: xTicks.map(({ at }) => `M${at} ${BOTTOM}v3`).join(""),
    xTicks,
    yTicks,
    xLabel,
    words: `${title}: effect by ${xLabel}. ${spoken.join(" ")}`,
  };
}

/** X, Y, both; a curve without a side first. */
function rankOf({ side }: Sample): number {
  return side === undefined ? -1 : SIDES.indexOf(side);
}

/** A chart for each `dose/<name>`, with a curve for each side of it that was measured. */
export function doseCharts(findings: readonly Finding[]): DoseChart[] {
  const groups = groupBy(samplesOf(findings), ({ finding }) => parseDoseId(finding.id).name);
  return [...groups.values()].flatMap((samples) => {
    const inOrder = [...samples].sort((a, b) => rankOf(a) - rankOf(b));
    return inOrder.slice(0, 1).map((first) => chartOf(inOrder, first));
  });
}

function round(length: number): number {
  return Math.round(10 * length) / 10;
}
