import type { MetricInfo } from "../../core/metric.ts";
import type { Outcome, Value } from "../../core/outcome.ts";
import { notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { asDistance } from "./distance.ts";
import { identityValue, sizeOf, type CounterExample } from "./example.ts";
import { LAWS, type Law, type LawsStored } from "./laws.ts";
import type { TriangleStored } from "./triangle.ts";

/** The axioms, in the order in which they are told, and what each says. */
export const AXIOMS = {
  identity: "X with itself has the value of identity",
  symmetry: "s(X, Y) = s(Y, X)",
  range: "every value is in the declared range",
  "self-extreme": "nothing is nearer to X than X itself",
  triangle: "d(X, Z) ≤ d(X, Y) + d(Y, Z)",
} as const;

export type Axiom = keyof typeof AXIOMS;

/** Whether a metric promises an axiom, so that a breach is a fault and not a property. */
export function isDeclared({ axioms, symmetric }: MetricInfo, axiom: Axiom): boolean {
  switch (axiom) {
    case "range":
      return true;
    case "symmetry":
      return symmetric;
    case "triangle":
      return axioms === "metric";
    case "identity":
    case "self-extreme":
      return axioms !== "none";
  }
}

interface Judged {
  readonly holds: boolean;
  readonly note: string;
  readonly detail?: Value;
}

const CONTRACT = ["passed", "failed"] as const;
const FOUND = ["holds", "violated"] as const;
/** No search proves an inequality. */
const SEARCHED = ["not violated", "violated"] as const;

/** `passed` and `failed` for what is declared, what was found for what is not. */
function holdsFinding(
  metric: MetricInfo,
  axiom: Axiom,
  judged: Judged | Outcome,
  cells: number,
): SuiteFinding {
  const declared = isDeclared(metric, axiom);
  const common = {
    id: `holds/${axiom}`,
    title: AXIOMS[axiom],
    role: declared ? "contract" : "description",
    unit: "",
    cells,
  } as const;
  if ("status" in judged) return { ...common, outcome: judged };
  const words = declared ? CONTRACT : axiom === "triangle" ? SEARCHED : FOUND;
  return {
    ...common,
    outcome: ok(words[judged.holds ? 0 : 1]),
    note: judged.note,
    ...(judged.detail === undefined ? {} : { detail: judged.detail }),
  };
}

const short = (value: number): string => String(Number(value.toPrecision(4)));

/** The counter-example with the fewest numbers. */
const smallest = <T extends CounterExample>(examples: readonly T[]): T | undefined =>
  [...examples].sort((a, b) => sizeOf(a) - sizeOf(b))[0];

const inWords = ({ values }: CounterExample): string =>
  Object.entries(values)
    .map(([pair, value]) => `(${pair.toUpperCase()}) ${short(value)}`)
    .join(", ");

/** What a cell found of one law, over all cells that could ask. */
function judgeLaw(metric: MetricInfo, cells: readonly LawsStored[], law: Law): Judged | Outcome {
  const results = cells.flatMap(({ laws }) => laws[law] ?? []);
  if (results.length === 0) return notApplicable("without an upper bound no value stands for identity");
  const example = smallest(results.flatMap((result) => result.example ?? []));
  const breach = Math.max(...results.map((result) => result.breach));
  const pairs = cells.reduce((sum, cell) => sum + cell.pairs, 0);
  const self = cells.flatMap((cell) => cell.self);
  if (law === "identity" && self.length === 0) return undefinedBecause("X with itself has no value");
  const span = `X with itself is between ${short(Math.min(...self))} and ${short(Math.max(...self))}`;
  const kept = `over ${pairs} pairs, largest breach ${breach.toExponential(1)}`;
  const found = example === undefined ? kept : `for instance ${inWords(example)}`;
  return {
    holds: example === undefined,
    note: law === "identity" ? `${span}; identity is ${identityValue(metric)!}; ${found}` : found,
    detail: { breach, ...(example === undefined ? {} : { example: example as unknown as Value }) },
  };
}

const REPEAT = "it says something else when it is asked again, and the axioms are about a function";

/** `holds/…` of identity, symmetry, range and self-score. */
export function lawFindings(metric: MetricInfo, outcomes: readonly Outcome[]): SuiteFinding[] {
  const stored = outcomes.flatMap((outcome) =>
    outcome.status === "ok" ? [outcome.value as unknown as LawsStored] : [],
  );
  const all = (judge: (law: Law) => Judged | Outcome): SuiteFinding[] =>
    LAWS.map((law) => holdsFinding(metric, law, judge(law), outcomes.length));
  if (stored.length === 0) return all(() => outcomes[0]!);
  const repeatable = stored.every((cell) => cell.repeatable);
  return all((law) =>
    repeatable || law === "range" ? judgeLaw(metric, stored, law) : undefinedBecause(REPEAT),
  );
}

/** `holds/triangle` and `triangle-excess`. */
export function triangleFindings(metric: MetricInfo, outcomes: readonly Outcome[]): SuiteFinding[] {
  const excess = {
    id: "triangle-excess",
    title: "Largest excess of d(X, Z) over the way by Y, as a share of it",
    role: "description",
    unit: "fraction",
    cells: outcomes.length,
  } as const;
  const stored = outcomes.flatMap((outcome) =>
    outcome.status === "ok" ? [outcome.value as unknown as TriangleStored] : [],
  );
  if (stored.length === 0) {
    const first = outcomes[0]!;
    return [holdsFinding(metric, "triangle", first, outcomes.length), { ...excess, outcome: first }];
  }
  if (stored.some(({ repeatable }) => !repeatable)) {
    const unsaid = undefinedBecause(REPEAT);
    return [holdsFinding(metric, "triangle", unsaid, outcomes.length), { ...excess, outcome: unsaid }];
  }
  const form = asDistance(metric);
  const text = "text" in form ? form.text : "";
  const asked = stored.reduce((sum, cell) => sum + cell.asked, 0);
  const example = smallest(stored.flatMap((cell) => (cell.example === undefined ? [] : [cell.example])));
  const reached: Record<string, number> = {};
  for (const how of ["witness", "random", "search"] as const) {
    const values = stored.flatMap(({ reached: { [how]: value } }) => (value === undefined ? [] : [value]));
    if (values.length > 0) reached[how] = Math.max(...values);
  }
  const violated = stored.filter((cell) => cell.example !== undefined).length;
  const largest = Math.max(...Object.values(reached));
  const share = stored.reduce((sum, cell) => sum + cell.share, 0) / stored.length;
  const detail: Value = {
    form: text,
    reached,
    asked,
    shareOfRandomTriples: share,
    ...(example === undefined ? {} : { example: example as unknown as Value }),
  };
  const note =
    example === undefined
      ? `with d = ${text} no violation found in ${asked} questions`
      : `d = ${text}; for instance ${inWords(example)}: an excess of ${short(example.excess)} (${example.how}); violated in ${violated} of ${stored.length} searches`;
  return [
    holdsFinding(metric, "triangle", { holds: example === undefined, note, detail }, outcomes.length),
    { ...excess, outcome: ok(largest), note, detail: { reached } },
  ];
}
