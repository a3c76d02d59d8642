import type { Finding } from "../../core/finding.ts";
import { formatValue } from "../view/format.ts";
import type { Budget } from "./config.ts";
import { isAbout } from "./config.ts";
import type { Breach } from "./types.ts";

const numberOf = (finding: Finding | undefined): number | undefined =>
  finding?.outcome.status === "ok" && typeof finding.outcome.value === "number"
    ? finding.outcome.value
    : undefined;

function sentences(budget: Budget, head: Finding, base: Finding | undefined): string[] {
  const { min, max, maxDrop } = budget.bounds;
  const [value, before] = [numberOf(head), numberOf(base)];
  // A finding that a suite decided not to make has nothing to keep; any other missing number breaks its budget.
  if (head.outcome.status === "not-applicable") return [];
  if (value === undefined) return [`has no number but ${head.outcome.status}`];
  const shown = (number: number): string => formatValue(number, head.unit);
  const loss = before === undefined ? 0 : head.better === "lower" ? value - before : before - value;
  return [
    ...(min !== undefined && value < min ? [`${shown(value)} is less than ${shown(min)}`] : []),
    ...(max !== undefined && value > max ? [`${shown(value)} is more than ${shown(max)}`] : []),
    ...(maxDrop !== undefined && loss > maxDrop ? [`lost ${shown(loss)}, allowed ${shown(maxDrop)}`] : []),
  ];
}

const hasBounds = ({ bounds: { min, max, maxDrop } }: Budget): boolean =>
  min !== undefined || max !== undefined || maxDrop !== undefined;

/**
 * The budgets that do not hold. The worst finding counts: every finding that a budget is about must keep it, and a budget
 * that is about none is broken.
 */
export function breachesOf(
  budgets: readonly Budget[],
  head: readonly Finding[],
  baseOf: (finding: Finding) => Finding | undefined,
): Breach[] {
  return budgets
    .filter(({ level }) => level !== "off")
    .filter(hasBounds)
    .flatMap((budget): Breach[] => {
      const { key, level, suite } = budget;
      const about = head.filter((finding) => isAbout(budget, finding));
      if (about.length === 0)
        return [
          {
            budget: key,
            level,
            metric: "",
            suite,
            id: budget.finding,
            sentence: "no finding is there to keep it",
          },
        ];
      return about.flatMap((finding) =>
        sentences(budget, finding, baseOf(finding)).map((sentence) => ({
          budget: key,
          level,
          metric: finding.metric,
          suite,
          id: finding.id,
          sentence,
        })),
      );
    });
}
