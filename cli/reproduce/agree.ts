import { canonicalJson } from "../../core/canonical-json.ts";
import { describeOutcome, type Outcome, type Value } from "../../core/outcome.ts";
import type { Header } from "../../engine/store/header.ts";

/** How equal two outcomes have to be. */
export interface Standard {
  /** 0: to the last bit. Otherwise how far two numbers may be apart, absolutely or relatively. */
  readonly tolerance: number;
  /** Why, for people. */
  readonly because: string;
}

/** Whether two outcomes agree, and where they do not. */
export interface Agreement {
  readonly agrees: boolean;
  /** The largest difference of two numbers, relative where they are larger than 1. */
  readonly largest: number;
  /** Where they differ and what there is, for people; empty where they agree. */
  readonly difference: string;
}

const architecture = ({ processor }: Header): string => processor.split(",").at(-1)?.trim() ?? "";

/** What forbids to expect the same bits: a library chooses its kernels by the model of the processor. */
function obstacles(published: Header, here: Header): string[] {
  const native = published.backend.name === "native";
  const looks: readonly (readonly [string, (header: Header) => string])[] = [
    ["backend", ({ backend }) => `${backend.name} ${native ? backend.description : ""}`],
    native ? ["processor", ({ processor }) => processor] : ["processor class", architecture],
    ["version of Node", ({ node }) => node],
  ];
  return looks.flatMap(([what, look]) => (look(published) === look(here) ? [] : [what]));
}

/**
 * The standard that a published outcome can be held to here: the same bits on the same backend, processor class (for a
 * library: processor) and Node, otherwise the tolerance.
 */
export function standardFor(published: Header, here: Header, tolerance: number): Standard {
  const different = obstacles(published, here);
  if (different.length > 0) return { tolerance, because: `another ${different.join(", another ")}` };
  return { tolerance: 0, because: "the same backend, processor class and Node" };
}

/** Differences between numbers in the same places of two values; undefined where their forms differ. */
function differences(a: Value, b: Value): number[] | undefined {
  if (typeof a === "number" && typeof b === "number")
    return [Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))];
  if (typeof a !== "object" || typeof b !== "object") return a === b ? [] : undefined;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  if (left.length !== right.length || Array.isArray(a) !== Array.isArray(b)) return undefined;
  const found: number[] = [];
  for (const [key, value] of left) {
    const other = (b as Record<string, Value>)[key];
    const inner = other === undefined ? undefined : differences(value, other);
    if (inner === undefined) return undefined;
    for (const one of inner) found.push(one);
  }
  return found;
}

const apart = (published: Outcome, now: Outcome): string =>
  `published ${describeOutcome(published).slice(0, 200)}, now ${describeOutcome(now).slice(0, 200)}`;

/** Whether an outcome agrees with the published one by a standard. */
export function agreement(published: Outcome, now: Outcome, { tolerance }: Standard): Agreement {
  const found =
    published.status === "ok" && now.status === "ok" ? differences(published.value, now.value) : undefined;
  const largest = (found ?? []).reduce((a, b) => Math.max(a, b), 0);
  const agrees =
    tolerance === 0
      ? canonicalJson(published) === canonicalJson(now)
      : found !== undefined
        ? largest <= tolerance
        : // Reasons may hold numbers of their own.
          published.status !== "ok" && published.status === now.status;
  return { agrees, largest, difference: agrees ? "" : apart(published, now) };
}
