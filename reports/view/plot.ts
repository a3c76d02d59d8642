import type { Finding } from "../../core/finding.ts";
import { readPlots, type PlotDetail, type SeriesDetail } from "./detail.ts";
import type { Tick } from "./dose.ts";
import { formatNumber, formatTick } from "./format.ts";
import type { Domain } from "./scale.ts";
import { position, ticks } from "./scale.ts";

/** A path with the class of its stroke: dashes or a symbol, so that no colour is needed. */
export interface Stroke {
  readonly kind: string;
  readonly line: string;
}

/** A series in the legend below the drawing. */
export interface LegendEntry extends Stroke {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A picture of a finding, in user units of a drawing 240 wide. */
export interface PlotView {
  readonly title: string;
  readonly height: number;
  readonly frame: string;
  readonly grid: string;
  /** An area; `""` where there is none. */
  readonly area: string;
  readonly strokes: readonly Stroke[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Where the labels of the heights end. */
  readonly left: number;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly legend: readonly LegendEntry[];
  /** Where each series begins and ends, in words. */
  readonly words: string;
}

const [TOP, BOTTOM, RIGHT] = [8, 106, 230];

/** Kinds of lines that can be told apart in black and white. */
const DASHES = 6;

const round = (length: number): number => Math.round(10 * length) / 10;

function xDomainOf({ series, band, log }: PlotDetail): Domain {
  const values = [...series.flatMap(({ x }) => x), ...(band?.x ?? [])];
  const high = Math.max(...values);
  if (log === true) {
    const low = Math.min(...values.filter((value) => value > 0));
    return {
      kind: "log",
      low: 10 ** Math.floor(Math.log10(low)),
      high: 10 ** Math.ceil(Math.log10(high)),
    };
  }
  const low = Math.min(0, ...values);
  return { kind: "linear", low, high: high <= 1 ? 1 : high };
}

/** Scores and shares lie between 0 and 1; what goes below is shown. */
function yDomainOf({ series, band }: PlotDetail): Domain {
  const values = [...series.flatMap(({ y }) => y), ...(band?.low ?? [])];
  return { kind: "linear", low: Math.min(0, ...values), high: Math.max(1, ...values) };
}

const pairs = (x: readonly number[], y: readonly number[]): string[] =>
  x.map((value, i) => `${value} ${y[i]!}`);

/** Each symbol around its point. */
const SYMBOLS: Readonly<Record<string, (x: number, y: number) => string>> = {
  dot: (x, y) => `M${x} ${y}h0`,
  up: (x, y) => `M${round(x - 2.5)} ${round(y + 2)}l2.5-4.5 2.5 4.5z`,
  cross: (x, y) => `M${round(x - 2)} ${round(y - 2)}l4 4m-4 0 4-4`,
  tick: (x, y) => `M${x} ${round(y - 4)}v8`,
};

function strokeOf(
  { mark = "line" }: SeriesDetail,
  x: readonly number[],
  y: readonly number[],
  dash: number,
): Stroke {
  if (mark === "line") return { kind: `line k${dash % DASHES}`, line: `M${pairs(x, y).join("L")}` };
  if (mark === "bar") {
    const bars = x.flatMap((from, i) =>
      i % 2 === 0 && i + 1 < x.length ? [`M${from} ${y[i]!}H${x[i + 1]!}`] : [],
    );
    return { kind: mark, line: bars.join("") };
  }
  const symbol = SYMBOLS[mark]!;
  return { kind: mark, line: x.map((at, i) => symbol(at, y[i]!)).join("") };
}

/** Width of a line of text, near enough to keep two apart. */
const widthOf = (text: string): number => 24 + 4.8 * text.length;

/** Entries in lines below the drawing, each behind a sample of its stroke. */
function legendOf(entries: readonly (readonly [SeriesDetail | "area", string, number])[]): LegendEntry[] {
  let [x, y] = [6, 146];
  return entries.map(([series, text, dash]) => {
    if (x > 6 && x + widthOf(text) > 240) [x, y] = [6, y + 12];
    const at = x;
    x = round(x + widthOf(text));
    const sample =
      series === "area"
        ? { kind: "area", line: `M${at} ${y + 3}h14v-6h-14z` }
        : series.mark === undefined || series.mark === "line" || series.mark === "bar"
          ? strokeOf(series, [at, at + 14], [y, y], dash)
          : strokeOf(series, [at + 7], [y], dash);
    return { ...sample, x: at + 18, y, text };
  });
}

/** In words, where a series begins and ends. */
function spoken({ name, x, y }: SeriesDetail, rows: readonly string[] | undefined): string {
  const point = (i: number): string =>
    rows === undefined
      ? `${formatNumber(y[i]!)} at ${formatNumber(x[i]!)}`
      : `${formatNumber(x[i]!)} in ${rows[y[i]!] ?? ""}`;
  if (rows !== undefined) return `${name}: ${x.map((_, i) => point(i)).join(", ")}.`;
  return x.length < 2 ? `${name}: ${point(0)}.` : `${name}: from ${point(0)} to ${point(x.length - 1)}.`;
}

/** One picture. */
export function plotView(detail: PlotDetail): PlotView {
  const { title, x: xLabel, y: yLabel, series, band, rows } = detail;
  const left = rows === undefined ? 44 : 66;
  const [xDomain, yDomain] = [xDomainOf(detail), yDomainOf(detail)];
  const across = (value: number): number => round(left + position(xDomain, value, RIGHT - left));
  const down = (value: number): number =>
    rows === undefined
      ? round(BOTTOM - position(yDomain, value, BOTTOM - TOP))
      : round(TOP + ((value + 0.5) * (BOTTOM - TOP)) / rows.length);
  const xTicks = ticks(xDomain, 6).map((value) => ({ at: across(value), text: formatTick(value) }));
  const yTicks =
    rows?.map((name, row) => ({ at: down(row), text: name })) ??
    ticks(yDomain, 4).map((value) => ({ at: down(value), text: formatTick(value) }));
  const dashes = series.map(
    (_, i) => series.slice(0, i).filter(({ mark = "line" }) => mark === "line").length,
  );
  const legend = legendOf([
    ...(band === undefined ? [] : [["area", band.name, 0] as const]),
    ...(series.length === 1 && band === undefined
      ? []
      : series.map((one, i) => [one, one.name, dashes[i]!] as const)),
  ]);
  return {
    title,
    height: legend.length === 0 ? 140 : legend.at(-1)!.y + 8,
    frame: `M${left} ${TOP}V${BOTTOM}H${RIGHT}${xTicks.map(({ at }) => `M${at} ${BOTTOM}v3`).join("")}`,
    grid: yTicks.map(({ at }) => `M${left} ${at}H${RIGHT}`).join(""),
    area:
      band === undefined
        ? ""
        : `M${[
            ...pairs(band.x.map(across), band.high.map(down)),
            ...pairs(band.x.map(across), band.low.map(down)).reverse(),
          ].join("L")}z`,
    strokes: series.map((one, i) => strokeOf(one, one.x.map(across), one.y.map(down), dashes[i]!)),
    xTicks,
    yTicks,
    left: left - 4,
    xLabel,
    yLabel,
    legend,
    words:
      `${title}. ${yLabel === "" ? "" : `${yLabel} by ${xLabel}. `}${series.map((one) => spoken(one, rows)).join(" ")}`.trim(),
  };
}

/** The pictures behind findings, in their order. */
export const plotsOf = (findings: readonly Finding[]): PlotView[] =>
  findings.flatMap((finding) => (readPlots(finding) ?? []).map(plotView));
