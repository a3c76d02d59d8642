import { markup, when, type Markup } from "../markup.ts";
import { standalonePage } from "../standalone.ts";
import { formatNumber } from "../view/format.ts";
import { mapFigure } from "./figure.ts";
import { shadesOf } from "./shade.ts";
import type { Entry, LayerFacts, LayerMap, LayerMaps, Match } from "./types.ts";

const facts = (
  name: string,
  layers: readonly LayerFacts[],
): Markup => markup`<div class="scroll" tabindex="0"><table class="compact">
<caption>Network ${name}</caption>
<thead><tr><th scope="col">layer</th><th scope="col">units</th><th scope="col">file</th></tr></thead>
<tbody>${layers.map(
  (layer) =>
    markup`<tr><th scope="row">${layer.name}</th><td class="number">${layer.units}</td><td class="id">${layer.file}</td></tr>
`,
)}</tbody>
</table></div>`;

const best = (match: Match): string =>
  match.best.length === 0
    ? "none has a value"
    : match.best.length === 1
      ? match.best[0]!
      : `tie of ${match.best.length}: ${match.best.join(", ")}`;

const margin = (match: Match): string =>
  match.best.length === 0
    ? ""
    : match.margin === undefined
      ? "no other"
      : match.best.length > 1
        ? "tied"
        : formatNumber(match.margin);

const matches = (
  from: string,
  to: string,
  rows: readonly Match[],
): Markup => markup`<div class="scroll" tabindex="0"><table class="compact">
<caption>Best match of every layer of ${from} in ${to}</caption>
<thead><tr><th scope="col">layer of ${from}</th><th scope="col">best in ${to}</th><th scope="col">value</th><th scope="col">margin to the second best</th></tr></thead>
<tbody>${rows.map(
  (match) =>
    markup`<tr><th scope="row">${match.layer}</th><td>${best(match)}</td><td class="number">${match.value === undefined ? "" : formatNumber(match.value)}</td><td class="number">${margin(match)}</td></tr>
`,
)}</tbody>
</table></div>`;

function reasons(entries: readonly (readonly Entry[])[]): string[] {
  const found = entries
    .flat()
    .flatMap((entry) => (typeof entry === "number" ? [] : [`${entry.status}: ${entry.reason}`]));
  return [...new Set(found)];
}

function section(map: LayerMap): Markup {
  const { ends, text } = shadesOf(map);
  const scale =
    ends === undefined
      ? "No pair has a value."
      : `Shades run from ${text(ends[0])}, the least alike pair, to ${text(ends[1])}, the most alike.`;
  const { directed } = map;
  const mean = map.symmetric
    ? ""
    : " The metric is asymmetric: the map is the mean of s(A, B) and s(B, A), both shown below.";
  const why = reasons(map.entries);
  return markup`<section>
<h2>${map.title} <span class="id">${map.metric}@${map.version}</span></h2>
<p class="note">A ${map.direction}. Rows are layers of A, columns layers of B. ${scale}${mean} A full outline is the best of its row, a dashed one the best of its column.</p>
${when(why.length > 0, () => markup`<p class="note">– is a pair without a value: ${why.join("; ")}</p>`)}
<figure class="scroll" tabindex="0">${mapFigure(map, map.entries, `Heat map of ${map.metric}`)}</figure>
${when(directed !== undefined, () => [
  markup`<h3>s(A, B)</h3><figure class="scroll" tabindex="0">${mapFigure(map, directed!.forth, `Heat map of ${map.metric}, A to B`)}</figure>`,
  markup`<h3>s(B, A)</h3><figure class="scroll" tabindex="0">${mapFigure(map, directed!.back, `Heat map of ${map.metric}, B to A`)}</figure>`,
])}
${matches("A", "B", map.matches.a)}
${matches("B", "A", map.matches.b)}
</section>`;
}

/** The comparison of two networks as one self-contained HTML file, a pure function of what was measured. */
export function renderLayerMaps({ stimuli, a, b, maps, provenance }: LayerMaps): string {
  return standalonePage({
    kind: "layers",
    title: `${a.length} × ${b.length} layers, ${stimuli} stimuli`,
    body: [
      ...maps.map(section),
      markup`<section><h2>The layers</h2>
${facts("A", a)}
${facts("B", b)}
</section>`,
    ],
    provenance,
  });
}
