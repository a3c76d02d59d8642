import type { Result } from "../../core/result.ts";
import { checkResult } from "../check.ts";
import { plural } from "../view/format.ts";
import { cut, oneLine } from "./line.ts";
import { troublesOf } from "./troubles.ts";

/** GitHub shows ten annotations of a kind for each step, and drops the others without a word. */
const MOST = 10;
/** It cuts a message at 4 kB. */
const LONGEST = 1000;

const data = (text: string): string => oneLine(text).replaceAll("%", "%25");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** One workflow command of GitHub; nothing in its texts can begin another. */
export function annotation(kind: "error" | "warning" | "notice", title: string, message: string): string {
  return `::${kind} title=${property(cut(title, 200))}::${data(cut(message, LONGEST))}`;
}

/** Annotations, the first ones whole; where there are more than GitHub shows the last says how many. */
export function limited(kind: "error" | "warning", items: readonly (readonly [string, string])[]): string[] {
  const shown = items.length > MOST ? items.slice(0, MOST - 1) : items;
  const rest = items.length - shown.length;
  return [
    ...shown.map(([title, message]) => annotation(kind, title, message)),
    ...(rest === 0 ? [] : [annotation(kind, "Etalon", `and ${rest} more: see the report`)]),
  ];
}

/**
 * What went wrong as annotations of GitHub: failures and missing answers are errors, undefined qualities warnings, ten of
 * each at most.
 *
 * @throws EtalonError the codes of `checkResult`.
 */
export function renderGithub(given: Result): string {
  const result = checkResult(given);
  const controls = new Set(result.metrics.filter(({ control }) => control).map(({ id }) => id));
  const troubles = troublesOf(result).filter(({ metric }) => !controls.has(metric));
  const items = (severe: boolean): (readonly [string, string])[] =>
    troubles
      .filter((trouble) => trouble.severe === severe)
      .map(({ metric, suite, title, sentence }) => [`${metric}, ${suite}`, `${title}: ${sentence}`]);
  const lines = [...limited("error", items(true)), ...limited("warning", items(false))];
  const all =
    lines.length === 0
      ? [annotation("notice", "Etalon", `${plural(result.metrics.length, "metric")}: every contract holds`)]
      : lines;
  return `${all.join("\n")}\n`;
}
