import { closure, type Transform, TRANSFORMS } from "../../core/invariance.ts";
import { readVerdict } from "../view/detail.ts";
import type { Facts, Piece } from "./facts.ts";
import { listed } from "./facts.ts";

const WORDS: Partial<Record<Transform, string>> = {
  permutation: "the order of units",
  "sign-flip": "their signs",
  orthogonal: "orthogonal transforms",
  "isotropic-scaling": "isotropic scaling",
  "negative-scaling": "negative scaling",
  "unit-scaling": "the scale of each unit",
  "invertible-linear": "invertible linear maps",
  translation: "translation",
  affine: "affine maps",
};

/** The transforms of one side that were measured to leave the value alone; `undefined` if none was measured. */
function measured(facts: Facts, side: "x" | "y"): Transform[] | undefined {
  const verdicts = TRANSFORMS.flatMap((transform) => {
    const finding = facts.find("invariance", `verdict/${transform}/${side}`);
    const verdict = finding === undefined ? undefined : readVerdict(finding);
    return verdict === undefined || finding?.outcome.status !== "ok" ? [] : [{ transform, verdict }];
  });
  if (verdicts.length === 0) return undefined;
  return verdicts.filter(({ verdict }) => verdict.measured === "invariant").map(({ transform }) => transform);
}

/** The fewest transforms that imply the others, weaker ones left out first. */
function fewest(transforms: readonly Transform[]): Transform[] {
  let kept = [...transforms];
  for (const transform of transforms) {
    const rest = kept.filter((other) => other !== transform);
    if (closure(rest).includes(transform)) kept = rest;
  }
  return kept;
}

function sentence(transforms: readonly Transform[]): string {
  const words = fewest(transforms).flatMap((transform) => WORDS[transform] ?? []);
  return words.length === 0 ? "invariant to nothing that was tried" : `invariant to ${listed(words)}`;
}

/** What it was measured to be invariant to, and whether that is what it declares. */
export const invariancePiece: Piece = (facts) => {
  const [x, y] = [measured(facts, "x"), measured(facts, "y")];
  if (x === undefined || y === undefined) return undefined;
  const [onX, onY] = [sentence(x), sentence(y)];
  const said = onX === onY ? onX : `in X ${onX}; in Y ${onY}`;
  return facts.passed("invariance", "mismatches") === false ? `${said}, which is not what it declares` : said;
};
