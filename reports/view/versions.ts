import type { MetricEntry } from "../../core/result.ts";
import { groupBy } from "./group-by.ts";
import type { Fact } from "./metric-facts.ts";

/** As many columns stand side by side on the page. */
const MOST = 3;

/** `cka-linear@2` is version 2 of `cka-linear` on a board of several results; `…@angular` is a form, not a version. */
const nameOf = ({ id }: MetricEntry): string => id.replace(/@\d+$/, "");

/**
 * The history of the metrics that a board of several results has in more than one version: which versions there are, and
 * the address that puts the latest of them side by side.
 */
export function versionFacts(metrics: readonly MetricEntry[]): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const versions of groupBy(metrics, nameOf).values()) {
    if (versions.length < 2) continue;
    const inOrder = [...versions].sort((a, b) => a.version - b.version);
    const state = new URLSearchParams({
      compare: inOrder
        .slice(-MOST)
        .map(({ id }) => id)
        .join(","),
    });
    const parts = [
      { text: `${inOrder.map(({ version }) => version).join(", ")}: `, href: "" },
      { text: "what they found side by side", href: `#board:${state.toString()}` },
    ];
    for (const { id } of versions) facts.set(id, { term: "Versions on this board", parts });
  }
  return facts;
}
