import { markup, when, type Markup } from "../markup.ts";
import { standalonePage } from "../standalone.ts";
import { curveFigure } from "./figure.ts";
import { thresholdText } from "./text.ts";
import type { MetricThresholds, Threshold, ThresholdPage } from "./types.ts";

const row = (threshold: Threshold, share: string): Markup =>
  markup`<tr><th scope="row">${threshold.name}</th><td class="number">${share}</td><td class="number">${thresholdText(threshold)}</td><td>${threshold.note}</td></tr>
`;

function section(of: MetricThresholds): Markup {
  const heading = markup`<h2>${of.title} <span class="id">${of.metric}</span></h2>`;
  if (of.reason !== undefined) return markup`<section>${heading}<p class="note">${of.reason}</p></section>`;
  const { chance } = of;
  return markup`<section>
${heading}
<p class="note">Scores are ${of.scoreText}. The highest score reached from noise is ${of.best.toFixed(3)}.${when(
    chance !== undefined,
    () =>
      ` X with its own rows shuffled stays below ${chance!.p95.toFixed(3)} in 95 % and below ${chance!.p99.toFixed(3)} in 99 % of ${chance!.draws} draws: rows were taken as exchangeable.`,
  )}${when(
    of.ceiling !== undefined,
    () =>
      ` Random halves of the units of X score ${of.ceiling!.toFixed(3)} with each other: a noise ceiling as far as units repeat each other, as trials would.`,
  )}${when(
    of.order !== undefined,
    () =>
      ` Kendall's τ between the size of components and the order of their captures is ${of.order!.toFixed(2)}; 1 is strictly large first.`,
  )}${when(
    of.evolution !== undefined,
    () =>
      ` The measure carries no gradient: an evolution strategy of ${of.evolution!} updates ascended it, and what it did not reach measures the optimiser.`,
  )}</p>
<figure class="scroll" tabindex="0">${curveFigure(of.curves, "R² of the component", `R² of components against the score of ${of.metric}`)}</figure>
${when(of.decoding.length > 0, () => markup`<figure class="scroll" tabindex="0">${curveFigure(of.decoding, "decoding above chance", `Decoding against the score of ${of.metric}`)}</figure>`)}
<div class="scroll" tabindex="0"><table class="compact">
<caption>The score that must be reached before Y holds it</caption>
<thead><tr><th scope="col">what</th><th scope="col">share of the variance</th><th scope="col">score</th><th scope="col">note</th></tr></thead>
<tbody>${of.components.map((component) => row(component, `${(100 * component.share).toPrecision(2)} %`))}${of.labels.map((label) => row(label, ""))}</tbody>
</table></div>
</section>`;
}

/** What scores mean in one data set, as one self-contained HTML file. */
export function renderThresholds(page: ThresholdPage): string {
  const { name, rows, units, starts, metrics, provenance, map, optimiser } = page;
  const by = optimiser === "adam" ? "Adam" : "L-BFGS";
  const from = map === "linear" ? "by least squares" : "by a rotation and a scale of all of Y";
  return standalonePage({
    kind: "thresholds",
    title: `What a score means in ${name}`,
    body: [
      markup`<p>${rows} stimuli × ${units} units. A second representation of the same shape starts as noise and ascends each score by ${by}, ${starts} times; noted is the score at which each principal component of X is captured (its R², predicted from Y ${from}, half-way from its start to 1) and each label decoded (95 % of what X allows, chance-corrected).</p>`,
      ...metrics.map(section),
    ],
    provenance,
  });
}
