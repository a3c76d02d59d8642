import { oneLine } from "../../io/fault.ts";
import {
  SIGNS,
  summaryOf,
  type Check,
  type CheckCard,
  type CheckSection,
} from "../../reports/check-card/types.ts";
import { textTable } from "../table.ts";

/** Green, red and yellow; the sign says the same. */
const COLOURS: Readonly<Partial<Record<Check["verdict"], number>>> = { passed: 32, failed: 31, expected: 33 };

const paint = (text: string, { verdict }: Check, colours: boolean): string => {
  const colour = COLOURS[verdict];
  return colours && colour !== undefined ? `\u001b[${colour}m${text}\u001b[0m` : text;
};

/** The name of a check without its suite, which is in the heading. */
const shortId = ({ id }: Check): string => id.slice(id.indexOf("/") + 1);

/** Contracts that were not asked and are not named: how many, and the first reason. */
function notAsked(hidden: readonly Check[]): string[] {
  const all = hidden.filter(({ verdict, finding }) => verdict === "not-asked" && finding.role === "contract");
  return all.length === 0 ? [] : [`  ${SIGNS["not-asked"]} ${all.length} not asked: ${all[0]!.note}`];
}

/** What holds and is not named: a count of it. */
function rest(section: CheckSection): string[] {
  const hidden = section.checks.filter(({ told }) => !told);
  const contracts = hidden.filter(({ verdict }) => verdict === "passed").length;
  if (contracts === 0) return notAsked(hidden);
  const more = section.checks.some(({ told, verdict }) => told && verdict !== "measured") ? "more " : "";
  const words = contracts === 1 ? `${more}contract holds` : `${more}contracts hold`;
  return [`  ${SIGNS.passed} ${contracts} ${words}`, ...notAsked(hidden)];
}

function sectionText(section: CheckSection, colours: boolean, all: boolean): string[] {
  if (section.notAsked !== undefined) {
    return [
      `${section.title}: ${section.question}`,
      oneLine(`  ${SIGNS["not-asked"]} not asked: ${section.notAsked}`),
      "",
    ];
  }
  const shown = section.checks.filter(({ told }) => all || told);
  const rows = textTable(
    ["", "", ""],
    shown.map((check) => [
      shortId(check),
      check.value,
      check.note === "" ? check.title : `${check.title}; ${check.note}`,
    ]),
  ).slice(1);
  const lines = shown.flatMap((check, k) => [
    paint(oneLine(`  ${SIGNS[check.verdict]} ${rows[k]!}`.trimEnd()), check, colours),
    ...(check.verdict === "expected" ? [oneLine(`      expected: ${check.expected!}`)] : []),
    ...(check.verdict === "passed" && check.expected !== undefined
      ? [oneLine(`      → it holds, and was expected to fail (${check.expected}): take the expectation out`)]
      : []),
    ...(check.advice === "" || check.verdict === "expected" ? [] : [`      → ${check.advice}`]),
  ]);
  return [`${section.title}: ${section.question}`, ...lines, ...(all ? [] : rest(section)), ""];
}

/** The card as lines: a sign, a name and a number for every check, and below it what to do. */
export function cardText(card: CheckCard, colours: boolean, all: boolean): string[] {
  const { id, version, title, direction, engine } = card.metric;
  const sections = card.sections.filter(
    ({ checks, notAsked }) => checks.length > 0 || notAsked !== undefined,
  );
  return [
    oneLine(`${id}@${version}: ${title}, a ${direction}`),
    card.provenance,
    ...(engine === undefined ? [] : [oneLine(`Computed by ${engine}`)]),
    "",
    ...sections.flatMap((section) => sectionText(section, colours, all)),
    summaryOf(card),
  ];
}
