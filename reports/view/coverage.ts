import type { Coverage } from "../../core/result.ts";

/** How many of the questions that apply to a metric got a value. */
export interface CoverageView {
  /** `412 / 420`. */
  readonly text: string;
  /** What became of the rest, `6 undefined, 2 failed`; `""` where nothing is left. */
  readonly rest: string;
  /** Some questions ended in an error, a crash or a limit. */
  readonly troubled: boolean;
  readonly sort: string;
}

/** Adds up coverage, of one metric over its suites, say. */
export function coverageView(coverage: readonly Coverage[]): CoverageView {
  const sum = (field: "planned" | "ok" | "undefined" | "notApplicable" | "failed"): number =>
    coverage.reduce((total, entry) => total + entry[field], 0);
  const [planned, ok, failed] = [sum("planned"), sum("ok"), sum("failed")];
  const [undefinedCells, notApplicable] = [sum("undefined"), sum("notApplicable")];
  const asked = planned - notApplicable;
  const notRun = Math.max(0, planned - ok - undefinedCells - notApplicable - failed);
  const rest = [
    [undefinedCells, "undefined"],
    [notApplicable, "n/a"],
    [failed, "failed"],
    [notRun, "not run"],
  ] as const;
  return {
    text: asked === 0 ? "none" : `${ok} / ${asked}`,
    rest: rest
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}`)
      .join(", "),
    troubled: failed > 0,
    sort: asked === 0 ? "" : String(ok / asked),
  };
}
