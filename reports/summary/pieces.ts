import { readCurves, readIdentity } from "../view/detail.ts";
import { formatNumber, formatNumberFixed, formatPercent } from "../view/format.ts";
import type { Piece } from "./facts.ts";
import { listed } from "./facts.ts";

/** Whether it tells real change from none: said first, for without it nothing else means much. */
export const signalPiece: Piece = (facts) => {
  const passed = facts.passed("sensitivity", "signal");
  if (passed === undefined) return undefined;
  const note = facts.find("sensitivity", "signal")?.note;
  const why = note === undefined ? "" : ` (${note})`;
  return passed
    ? `falls at every step of every real change that was tried${why}`
    : `has no signal: it does not tell every real change from none${why}, and is therefore not ranked`;
};

/** A component counts as ignored when its replacement costs less than this share of the range. */
const IGNORED = 0.01;

/** The variance below which components are ignored, from the loss of each; 0 if none is. */
function blindBelow(finding: Parameters<typeof readCurves>[0]): number {
  const curves = readCurves(finding) ?? [];
  const ignored = curves.flatMap(({ x, y }) => x.filter((_, k) => y[k]! < IGNORED));
  const seen = curves.flatMap(({ x, y }) => x.filter((_, k) => y[k]! >= IGNORED));
  const least = seen.reduce((a, b) => Math.min(a, b), 1);
  return ignored.filter((share) => share < least).reduce((a, b) => Math.max(a, b), 0);
}

/** Which principal components it sees. */
export const componentsPiece: Piece = (facts) => {
  const exponent = facts.number("pc-variance", "exponent");
  const loss = facts.find("pc-variance", "loss/replaced");
  const needed = facts.number("pc-variance", "share-needed/0.9");
  const said: string[] = [];
  const blind = loss === undefined ? 0 : blindBelow(loss);
  if (blind > 0)
    said.push(
      `ignores principal components with less than ${formatPercent(blind)} of the variance (they cost less than 1 % of its range)`,
    );
  if (exponent !== undefined)
    said.push(
      Math.abs(exponent) < 0.1
        ? "every principal component counts the same, whatever its variance"
        : `a principal component counts with the power ${formatNumberFixed(exponent, 1)} of its variance`,
    );
  if (needed !== undefined)
    said.push(`it is at 0.9 with the components that hold ${formatPercent(needed)} of the variance`);
  return said.length === 0 ? undefined : said.join("; ");
};

/** A null mean below this is none: about what the mean of some hundred pairs may be off. */
const UNBIASED = 0.01;

/** What it says about unrelated data, where it says most. */
export const nullPiece: Piece = (facts) => {
  if (facts.metric.direction !== "similarity") return undefined;
  const means = facts.of("null-bias").flatMap(({ id, title, outcome }) => {
    if (!id.startsWith("null/") || outcome.status !== "ok" || typeof outcome.value !== "number") return [];
    return [{ where: /: (.+)$/.exec(title)?.[1] ?? id, value: outcome.value }];
  });
  const [most] = means.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  if (most === undefined) return undefined;
  const size = formatNumber(Math.abs(most.value));
  if (Math.abs(most.value) < UNBIASED) return `not biased: at most ${size} for unrelated data`;
  return `biased ${most.value > 0 ? "upwards" : "downwards"}, by up to ${size} for unrelated data (${most.where})`;
};

/** The sets of networks in the order in which one is named: the first that was asked stands for the suite. */
const SETS = ["cnn-pooled", "cnn-flat"];

/** How often it finds the corresponding layer. */
export const layersPiece: Piece = (facts) => {
  const ids = [
    ...SETS.map((set) => `accuracy/${set}`),
    ...facts.of("layers").flatMap(({ id }) => (id.startsWith("accuracy/") ? [id] : [])),
  ];
  const id = ids.find((one) => facts.number("layers", one) !== undefined);
  if (id === undefined) return undefined;
  const { chance, title } = facts.find("layers", id)!;
  const where = /: (.+)$/.exec(title)?.[1] ?? title;
  const than = chance === undefined ? "" : `; chance ${formatPercent(chance)}`;
  return `finds the corresponding layer in ${formatPercent(facts.number("layers", id)!)} of cases (${where}${than})`;
};

const AXIOMS: Readonly<Record<string, string>> = {
  identity: "identity",
  symmetry: "symmetry",
  triangle: "the triangle inequality",
  "self-extreme": "that nothing is more alike than a thing and itself",
  range: "its range",
};

/** Axioms that it declares and breaks, and the triangle inequality if it does not hold. */
export const axiomsPiece: Piece = (facts) => {
  const ending = (word: string): string[] =>
    facts.of("axioms").flatMap(({ id, outcome }) => {
      if (!id.startsWith("holds/") || outcome.status !== "ok" || outcome.value !== word) return [];
      const axiom = id.slice("holds/".length);
      return [AXIOMS[axiom] ?? axiom.replaceAll("-", " ")];
    });
  const failed = ending("failed");
  if (failed.length > 0) return `declares and violates ${listed(failed)}`;
  return ending("violated").includes(AXIOMS["triangle"]!)
    ? "as a distance it violates the triangle inequality"
    : undefined;
};

/** Exact relations that it breaks. */
export const identitiesPiece: Piece = (facts) => {
  const broken = facts
    .of("identities")
    .filter(({ outcome }) => outcome.status === "ok" && outcome.value === "failed")
    .map((finding) => readIdentity(finding)?.title ?? finding.title);
  return broken.length === 0 ? undefined : `breaks exact relations of the field: ${listed(broken)}`;
};

/** Bad input that it does not handle. */
export const robustnessPiece: Piece = (facts) => {
  const broken = facts
    .of("robustness")
    .filter(
      ({ role, outcome }) => role === "contract" && outcome.status === "ok" && outcome.value === "failed",
    )
    .map(({ title }) => title.replace(/^Input: /, ""));
  return broken.length === 0 ? undefined : `does not handle bad input: ${listed(broken)}`;
};

/** What it costs on the machine of this result. */
export const costPiece: Piece = (facts) => {
  const seconds = facts.number("cost", "seconds/standard");
  if (seconds === undefined) return undefined;
  const [n, p] = [facts.number("cost", "exponent/n"), facts.number("cost", "exponent/p")];
  const growth =
    n === undefined || p === undefined
      ? ""
      : `, growing with the power ${formatNumberFixed(n, 1)} of the stimuli and ${formatNumberFixed(p, 1)} of the units`;
  return `takes ${formatNumber(1000 * seconds)} ms for a pair of the standard size on this machine${growth}`;
};
