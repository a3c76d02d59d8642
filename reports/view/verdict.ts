import type { Finding } from "../../core/finding.ts";
import { readVerdict } from "./detail.ts";
import { formatNumber } from "./format.ts";
import { outcomeView } from "./outcome.ts";

/** The sides that a transform is applied to, as the finding ids name them. */
export const SIDES = ["x", "y", "both"] as const;
export type Side = (typeof SIDES)[number];

/** How the sides are called in the head of a column and in a sentence. */
export const SIDE_NAMES: Readonly<Record<Side, { short: string; words: string }>> = {
  x: { short: "X", words: "X alone" },
  y: { short: "Y", words: "Y alone" },
  both: { short: "XY", words: "X and Y" },
};

/** What a transform of one side did to a metric's value. */
export interface VerdictView {
  readonly symbol: "✓" | "✗" | "–" | "·" | "!";
  /** `invariant`, `sensitive`, `undefined`, or the status of an answer that is missing. */
  readonly word: string;
  readonly tone: "invariant" | "sensitive" | "undefined" | "absent" | "trouble";
  /** The declaration says something else. */
  readonly wrong: boolean;
  /** What is said when pointed at: the relative change if there is one, the whole sentence if the declaration is wrong. */
  readonly hint: string;
  /** Declared, measured and by how much, in a sentence. */
  readonly words: string;
  /** The relative change of the value; `""` where unknown. */
  readonly effect: string;
}

/** Splits `verdict/<transform>/<side>`; `undefined` for any other id. */
export function parseVerdictId(
  id: string,
): { readonly kind: "verdict" | "effect"; readonly transform: string; readonly side: Side } | undefined {
  const match = /^(verdict|effect)\/(.+)\/(x|y|both)$/.exec(id);
  if (match === null) return undefined;
  const [, kind, transform = "", side] = match;
  return { kind: kind as "verdict" | "effect", transform, side: side as Side };
}

const SYMBOLS = { invariant: "✓", sensitive: "✗", undefined: "–" } as const;

/** A verdict that has no measurement behind it. */
function unmeasured(
  symbol: "–" | "·" | "!",
  tone: VerdictView["tone"],
  word: string,
  words: string,
): VerdictView {
  return { symbol, word, tone, wrong: false, hint: words, words, effect: "" };
}

/** The verdict of a finding, or of none. */
export function verdictView(finding: Finding | undefined): VerdictView {
  if (finding === undefined) return unmeasured("·", "absent", "not run", "not run");
  const detail = readVerdict(finding);
  const value = outcomeView(finding.outcome, finding.unit);
  const wrong = value.tone === "fail";
  if (detail === undefined || finding.outcome.status !== "ok") {
    const words = value.reason === "" ? value.text : `${value.text}: ${value.reason}`;
    if (value.tone === "trouble") return unmeasured("!", "trouble", value.text, words);
    return { ...unmeasured("–", "undefined", value.text, words), wrong };
  }
  const { declared, measured } = detail;
  const effect = detail.effect === undefined ? "" : formatNumber(detail.effect);
  const declaration = declared ? "declared invariant" : "not declared invariant";
  const change = effect === "" ? "" : `relative change ${effect}`;
  const words = [declaration, `measured ${measured}`, ...(change === "" ? [] : [change])].join(", ");
  return {
    symbol: SYMBOLS[measured],
    word: measured,
    tone: measured,
    wrong,
    // Short where all is as declared: there are thousands of these.
    hint: wrong ? words : measured === "invariant" ? "" : effect,
    words,
    effect,
  };
}
