import { markup, when, type Markup } from "../markup.ts";
import { standalonePage } from "../standalone.ts";
import { citeParts } from "../view/cite.ts";
import { bibtexOf } from "./bibtex.ts";
import { subspaceFigure, subspaceSentences } from "./subspace-figure.ts";
import type { ScorePage, ScoreRow, ScoreSide } from "./types.ts";

const citation = (cite: string): Markup =>
  markup`${citeParts(cite).map(({ text, href }) => (href === "" ? text : markup`<a href="${href}" rel="noreferrer">${text}</a>`))}`;

const row = ({ id, title, cells }: ScoreRow): Markup =>
  markup`<tr><th scope="row"><code>${id}</code><br><span class="soft">${title}</span></th>${cells.map((cell) => markup`<td class="value">${cell}</td>`)}</tr>`;

const paragraph = (text: string): Markup => markup`<p>${text}</p>`;

function side(one: ScoreSide, columns: readonly string[], x: string): Markup {
  const { subspace } = one;
  return markup`<section>
<h2>${one.file}</h2>
<p>${one.shape}</p>
${when(one.rows.length <= 12, () => one.rows.map(({ sentence }) => paragraph(sentence)))}
<div class="scroll" tabindex="0"><table class="cards-table">
<thead><tr><th scope="col">metric</th>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${one.rows.map(row)}
</tbody></table></div>
${
  subspace === undefined
    ? ""
    : markup`<h3>Which components of X are in Y</h3>
${subspaceSentences(subspace).map(paragraph)}
<figure>${subspaceFigure(subspace, `Principal components of ${x} captured by ${one.file}`)}</figure>
<p class="soft">Captured: R² of least squares from Y, in sample. Variances decide CKA by their square: components that CKA gives no weight may be captured or lost without any change of it.</p>`
}
</section>`;
}

/** The page of one `etalon score`: sentences, table, which principal components are shared, methods and sources. */
export function scoreHtml(page: ScorePage): string {
  const cites = [...new Set(page.sides.flatMap(({ rows }) => rows.map(({ cite }) => cite)))];
  return standalonePage({
    title: `${page.x.file}: how alike`,
    kind: "scores of two or more files",
    body: markup`<section>
<p>X: <code>${page.x.file}</code>, ${page.x.shape}</p>
${page.notes.map(paragraph)}
${when(page.comparisons.length > 0, () => markup`<h2>Which is closer to X</h2>${page.comparisons.map(paragraph)}`)}
</section>
${page.sides.map((one) => side(one, page.columns, page.x.file))}
<section>
<h2>How to report this</h2>
<p>${page.methods}</p>
${when(page.assumption !== undefined, () => paragraph(`The p-value ${page.assumption ?? ""}.`))}
<h3>Sources</h3>
<ul>${cites.map((cite) => markup`<li>${citation(cite)}</li>`)}</ul>
<h3>BibTeX</h3>
<pre>${bibtexOf(cites)}</pre>
</section>`,
    provenance: page.provenance,
  });
}
