import type { Result } from "../../core/result.ts";
import { resultSchema } from "../../core/result.ts";

/** A place of a result that holds a string, as its path. */
export type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place): Place[] {
  if (typeof value === "string") return [at];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    placesIn(item, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}

/** The place with its indices left out: one for each field of the schema. */
const fieldOf = (place: Place): string =>
  place.map((part) => (typeof part === "number" ? "[]" : part)).join(".");

/** The first place of every field of a result that holds a string, whatever the field is called. */
export function everyField(result: Result): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const place of placesIn(result, []))
    if (!places.has(fieldOf(place))) places.set(fieldOf(place), place);
  return places;
}

/** The result with one string replaced; `undefined` where the schema lets no other string stand there. */
export function withString(result: Result, place: Place, text: string): Result | undefined {
  const copy = structuredClone(result) as unknown;
  let at = copy as Record<string | number, unknown>;
  for (const part of place.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  const last = place.at(-1)!;
  const before = at[last];
  at[last] = text;
  if (!resultSchema.safeParse(copy).success) return undefined;
  // Ids are keys: what refers to the metric or suite goes with it.
  const named = copy as { -readonly [Key in keyof Result]: Result[Key] };
  if (fieldOf(place) === "metrics.[].id") rename(named, "metric", String(before), text);
  if (fieldOf(place) === "suites.[].id") rename(named, "suite", String(before), text);
  // One that only refers to another one is poisoned with that.
  return /\.(metric|suite)$/.test(fieldOf(place)) ? undefined : named;
}

function rename(result: Result, key: "metric" | "suite", from: string, to: string): void {
  for (const entry of [...result.findings, ...result.coverage, ...(result.volatile.findings ?? [])])
    if (entry[key] === from) entry[key] = to;
}
