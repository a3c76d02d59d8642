import type { Outcome, Value } from "../../core/outcome.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { LEVELS, type Capture, type Climb } from "../ascent-checks/climb.ts";
import { meanInterval } from "../statistics/student.ts";
import { curveDetail, decodingDetail, varianceDetail } from "./details.ts";

/** The component of the reference protocol's table, from 1. */
export const REFERENCE_COMPONENT = 10;

interface Common {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly cells: number;
  readonly detail?: Value;
}

/** A description with its mean over data sets. */
function meanFinding(common: Common, values: readonly number[], why: string): SuiteFinding {
  const base = { ...common, role: "description" } as const;
  if (values.length === 0) return { ...base, outcome: undefinedBecause(why) };
  const { mean, interval } = meanInterval(values, "data sets");
  return { ...base, outcome: ok(mean), ...(interval === undefined ? {} : { interval }) };
}

const plural = (count: number, text: string): string[] => (count === 0 ? [] : [`${count} ${text}`]);

/**
 * The score of a capture over data sets. Where some are censored the mean, with the best scores in their place, is a
 * lower bound and has no interval; where an optimiser stopped short nothing follows for the score.
 */
export function captureFinding(common: Common, captures: readonly Capture[]): SuiteFinding {
  const of = (kind: Capture["kind"]): readonly Capture[] =>
    captures.filter((capture) => capture.kind === kind);
  const scores = (...kinds: Capture["kind"][]): number[] =>
    captures.flatMap((capture) =>
      "score" in capture && kinds.includes(capture.kind) ? [capture.score] : [],
    );
  const [captured, censored] = [of("captured").length, of("censored").length];
  const counts = [
    ...plural(captured, "captured"),
    ...plural(censored, "censored at the best score"),
    ...plural(of("not-reached").length, "not reached by the optimiser"),
    ...plural(of("from-start").length, "there from the start"),
  ];
  const base = { ...common, role: "description" } as const;
  const note = `${counts.join(", ")}, of ${captures.length} data sets`;
  if (captured === 0) return { ...base, outcome: undefinedBecause(note) };
  const { mean, interval } = meanInterval(scores("captured", "censored"), "data sets");
  const bound = censored > 0;
  // No score is above 1.
  const within = interval === undefined ? undefined : { ...interval, high: Math.min(1, interval.high) };
  return {
    ...base,
    outcome: ok(mean),
    ...(within === undefined || bound ? {} : { interval: within }),
    ...(captured === captures.length ? {} : { note: bound ? `a lower bound: ${note}` : note }),
  };
}

const share = (captures: readonly Capture[], kinds: readonly Capture["kind"][]): number =>
  captures.filter(({ kind }) => kinds.includes(kind)).length / captures.length;

/**
 * Kendall's τ between the number of a component and the score of its capture, over pairs whose order is known: both
 * captured, or one captured and the other censored (later). Undefined without such a pair.
 */
export function captureOrder(captures: readonly Capture[]): number | undefined {
  let [agree, known] = [0, 0];
  const place = (capture: Capture): number | undefined =>
    capture.kind === "captured" ? capture.score : capture.kind === "censored" ? Infinity : undefined;
  captures.forEach((first, i) => {
    for (const second of captures.slice(i + 1)) {
      const [a, b] = [place(first), place(second)];
      if (a === undefined || b === undefined || a === b) continue;
      agree += Math.sign(b - a);
      known++;
    }
  });
  return known === 0 ? undefined : agree / known;
}

/** How the ascents ended, in words. */
function endText(climbs: readonly Climb[]): string {
  const ends = new Map<string, number>();
  for (const { end, reason } of climbs) {
    const text = reason === "" ? end : `${end} (${reason})`;
    ends.set(text, (ends.get(text) ?? 0) + 1);
  }
  return [...ends].map(([text, count]) => `${text}: ${count}`).join("; ");
}

/** What the ascents of one data set amount to. */
export function describeClimbs(name: string, title: string, climbs: readonly Climb[]): SuiteFinding[] {
  const cells = climbs.length;
  const gradient = climbs.every(({ method }) => method === "gradient");
  const how = gradient ? "" : " (evolution strategy)";
  const of = (id: string, text: string, unit = ""): Common => ({
    id: `${id}/${name}`,
    title: `${text}: ${title}${how}`,
    unit,
    cells,
  });
  const whole = climbs.filter(({ captures }) => captures.length > 0);
  const orders = gradient ? whole.map(({ captures }) => captureOrder(captures)) : [];
  const findings: SuiteFinding[] = [
    {
      ...meanFinding(
        of("score", "Score reached from noise"),
        climbs.map(({ best }) => best),
        "",
      ),
      note: endText(climbs),
      detail: curveDetail(climbs, name),
    },
    meanFinding(
      of("steps", "Steps of the ascent"),
      climbs.map(({ steps }) => steps),
      "",
    ),
    {
      ...meanFinding(
        of("uncaptured", "Components never captured", "fraction"),
        whole.map(({ captures }) => share(captures, ["censored", "not-reached"])),
        "X has no component",
      ),
      detail: varianceDetail(whole, name),
    },
    meanFinding(
      of("order", "Captured from large to small (Kendall's τ)"),
      orders.filter((value) => value !== undefined),
      gradient
        ? "no two captures can be put in order"
        : "an evolution strategy would measure the optimiser's order",
    ),
  ];
  const tenth = whole.flatMap(({ captures }) => captures[REFERENCE_COMPONENT - 1] ?? []);
  if (tenth.length > 0) {
    findings.push(captureFinding(of("pc10", "Score at which PC 10 is captured"), tenth));
  }
  return [...findings, ...decodingFindings(of, climbs)];
}

function decodingFindings(
  of: (id: string, text: string, unit?: string) => Common,
  climbs: readonly Climb[],
): SuiteFinding[] {
  const all = climbs.flatMap(({ decoding }) => decoding);
  if (all.length === 0) return [];
  const last = climbs.filter(({ decoding }) => decoding.length > 0);
  return [
    ...LEVELS.map((level, k) =>
      captureFinding(
        {
          ...of(`decoding-${100 * level}`, `Score at ${100 * level} % of the reference decoding`),
          detail: { perVariable: perVariable(climbs, k) },
        },
        // One number a data set: where the last of its variables is decoded.
        last.map(({ decoding }) => latest(decoding.map(({ levels }) => levels[k]!))),
      ),
    ),
    {
      ...meanFinding(
        of("decoding-final", "Decoding at the highest score, chance-corrected", "fraction"),
        last.map(({ decoding }) => decoding.reduce((sum, { final }) => sum + final / decoding.length, 0)),
        "",
      ),
      detail: decodingDetail(climbs),
    },
  ];
}

/** The capture of all of several: the highest score, unless one was never captured. */
export function latest(captures: readonly Capture[]): Capture {
  const worst = (["not-reached", "censored"] as const)
    .map((kind) => captures.find((capture) => capture.kind === kind))
    .find((capture) => capture !== undefined);
  if (worst !== undefined) return worst;
  return captures.reduce((highest, capture) =>
    capture.kind === "captured" && (highest.kind !== "captured" || capture.score > highest.score)
      ? capture
      : highest,
  );
}

function perVariable(climbs: readonly Climb[], level: number): Value {
  const names = [...new Set(climbs.flatMap(({ decoding }) => decoding.map(({ name }) => name)))];
  return Object.fromEntries(
    names.map((name) => [
      name,
      climbs
        .flatMap(({ decoding }) => decoding.filter((of) => of.name === name))
        .map(({ levels }) => {
          const capture = levels[level]!;
          return capture.kind === "captured" ? capture.score : capture.kind;
        }),
    ]),
  );
}

/** The climbs among outcomes, or the first reason why there are none. */
export function readClimbs(outcomes: readonly Outcome[]): { climbs: Climb[]; fault: Outcome | undefined } {
  const climbs = outcomes.flatMap((outcome) =>
    outcome.status === "ok" ? [outcome.value as unknown as Climb] : [],
  );
  return { climbs, fault: outcomes.find(({ status }) => status !== "ok") };
}
