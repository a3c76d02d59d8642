import type { Metric } from "../../../core/metric.ts";
import { Undefined } from "../../../core/outcome.ts";
import type { Representation } from "../../../core/representation.ts";

const info = {
  version: 1,
  title: "Test metric",
  family: "test",
  formula: "-",
  cite: "a test",
  direction: "similarity",
  range: [-Infinity, Infinity],
  symmetric: false,
  axioms: "none",
  invariances: { x: [], y: [] },
  minimumRows: 2,
  cost: "n·p",
  aliases: [],
  caveats: [],
  usesCorrespondence: true,
  control: false,
  differentiable: false,
  heavy: false,
} as const;

/** A metric of the tests. */
export function metric(id: string, compare: Metric["compare"], more: Partial<Metric> = {}): Metric {
  return { ...info, id, compare, ...more };
}

const sum = ({ values }: Representation): number => values.data.reduce((total, value) => total + value, 0);

/** Deterministic, depends on every element. */
export const difference: Metric = metric("difference", (x, y) => sum(x) - 2 * sum(y));

/** Depends on its random source. */
export const dice: Metric = metric("dice", (_x, _y, { random }) => random.uniform());

export const undefinedAlways: Metric = metric("undefined-always", () => {
  throw new Undefined("no limit");
});

export const thrower: Metric = metric("thrower", () => {
  throw new TypeError("oops");
});

export const notANumber: Metric = metric("not-a-number", () => NaN);

/** Answers first, and then writes into X. */
export const mutator: Metric = metric("mutator", (x) => {
  x.values.data[x.values.data.length - 1]! += 1;
  return 0.5;
});

/** Takes 20 milliseconds: longer than answers wait to be sent together, for a case of the grid. */
export const slow: Metric = metric("slow", () => {
  const end = performance.now() + 20;
  while (performance.now() < end);
  return 1;
});

/** Ends the process that asks it. */
export const killer: Metric = metric("killer", () => {
  process.kill(process.pid, "SIGKILL");
  throw new Error("unreachable");
});

/** Ends its process unless it is asked alone: `left` counts the questions put to other metrics in this process. */
export const sociable = { asked: 0 };
export const counted: Metric = metric("counted", () => ++sociable.asked && 1);
export const shy: Metric = metric("shy", () => {
  if (sociable.asked > 0) process.exit(7);
  return 0.25;
});
