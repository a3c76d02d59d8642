import { markup, when, type Markup } from "../markup.ts";
import { standalonePage } from "../standalone.ts";
import { formatRange } from "../view/format.ts";
import { SIGNS, summaryOf, type Check, type CheckCard, type CheckSection } from "./types.ts";

/** The words behind the signs, for those who do not see them. */
const WORDS: Readonly<Record<Check["verdict"], string>> = {
  passed: "holds",
  failed: "failed",
  expected: "",
  "not-asked": "not asked",
  measured: "measured",
};

function row(check: Check): Markup {
  const remarks = [
    ...(check.expected === undefined
      ? []
      : [check.verdict === "passed" ? `holds, though expected to fail: ${check.expected}` : check.expected]),
    ...(check.advice === "" ? [] : [check.advice]),
  ];
  return markup`<tr class="verdict-${check.verdict}"><td class="sign">${SIGNS[check.verdict]} <span class="vh">${WORDS[check.verdict]}</span></td><th scope="row">${check.title}<br><span class="id">${check.id}</span></th><td class="value">${check.value}</td><td>${check.note}</td><td>${remarks.join("; ")}</td></tr>
`;
}

const table = (
  checks: readonly Check[],
  caption: string,
): Markup => markup`<div class="scroll" tabindex="0"><table class="cards-table">
<caption>${caption}</caption>
<thead><tr><th scope="col"><span class="vh">verdict</span></th><th scope="col">check</th><th scope="col">found</th><th scope="col">note</th><th scope="col">what to do</th></tr></thead>
<tbody>${checks.map(row)}</tbody>
</table></div>`;

/** What a folded part of the card holds. */
function folded(checks: readonly Check[]): string {
  const passed = checks.filter(({ verdict }) => verdict === "passed").length;
  const others = checks.length - passed;
  const parts = [
    ...(passed === 0 ? [] : [`${passed} ${passed === 1 ? "contract that holds" : "contracts that hold"}`]),
    ...(others === 0 ? [] : [`${others} other finding${others === 1 ? "" : "s"}`]),
  ];
  return parts.join(" and ");
}

function section({ title, question, suite, checks, notAsked }: CheckSection): Markup {
  const told = checks.filter((check) => check.told);
  const rest = checks.filter((check) => !check.told);
  return markup`<section>
<h2>${title}</h2>
<p class="question">${question}<span class="id">${suite}</span></p>
${when(notAsked !== undefined, () => markup`<p class="note">– not asked: ${notAsked ?? ""}</p>`)}
${when(told.length > 0, () => table(told, "What to know"))}
${when(
  rest.length > 0,
  () => markup`<details><summary>${folded(rest)}</summary>${table(rest, "Everything else")}</details>`,
)}
</section>`;
}

/** The report card as one self-contained HTML file, a pure function of what was measured. */
export function renderCheckCard(card: CheckCard): string {
  const { metric } = card;
  return standalonePage({
    kind: "report card",
    title: metric.title,
    body: [
      markup`<section><p><span class="id">${metric.id}@${metric.version}</span> A ${metric.direction} in ${formatRange(metric.range, metric.unit)}. Formula: ${metric.formula}. Source: ${metric.cite}.</p>
<p><strong>${summaryOf(card)}</strong></p>
<p class="note">✓ a contract that holds, ✗ one that does not, – a question that was not asked, · a number that is neither right nor wrong.</p></section>`,
      ...card.sections
        .filter(({ checks, notAsked }) => checks.length > 0 || notAsked !== undefined)
        .map(section),
    ],
    provenance: card.provenance,
  });
}
