import { EtalonError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import { isGlob, matchesGlob } from "../io/glob.ts";

/** The ids in `a,b,cka-*`, in the order given, empty ones left out. */
export const idList = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/**
 * The ids that patterns name, each once, in the order in which they are first named. A plain id passes as it is, known
 * or not: whoever loads it knows whether it exists.
 *
 * @param what What the ids are of, for the error: `metric` or `suite`.
 * @throws EtalonError `usage/no-match` for an empty list, or a glob that fits nothing, with the nearest id.
 */
export function expandIds(
  what: "metric" | "suite",
  patterns: readonly string[],
  known: readonly string[],
): string[] {
  if (patterns.length === 0) {
    throw new EtalonError("usage/no-match", `--${what}s names nothing`, {
      remedy: `see: etalon list ${what}s`,
    });
  }
  const chosen = new Set<string>();
  for (const pattern of patterns) {
    const fitting = isGlob(pattern) ? known.filter((id) => matchesGlob(pattern, id)) : [pattern];
    if (fitting.length === 0) {
      const near = nearest(pattern, known);
      throw new EtalonError("usage/no-match", `no ${what} fits "${pattern.slice(0, 80)}"`, {
        remedy: near === undefined ? `see: etalon list ${what}s` : `did you mean "${near}"?`,
      });
    }
    for (const id of fitting) chosen.add(id);
  }
  return [...chosen];
}
