import { markup, type Markup } from "../markup.ts";
import type { ComponentRow, ScoreSide } from "./types.ts";

const PANEL = { left: 46, width: 640, height: 120, gap: 44, top: 18 };

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Every fifth component has its number, and the first and the last. */
const numbered = (i: number, count: number): boolean => i === 0 || i === count - 1 || (i + 1) % 5 === 0;

function axis(top: number, most: number, label: string): Markup {
  const ticks = [0, 0.5, 1].map((share) => {
    const y = top + PANEL.height * (1 - share);
    return markup`<line class="rule" x1="${PANEL.left}" x2="${PANEL.left + PANEL.width}" y1="${y}" y2="${y}"/><text x="${PANEL.left - 6}" y="${y + 4}" text-anchor="end">${percent(share * most)}</text>`;
  });
  return markup`<text x="${PANEL.left}" y="${top - 6}">${label}</text>${ticks}`;
}

/**
 * Two panels over the principal components of X: how much of each Y captures, and the share of each in the variance
 * of X (light) beside its share in linear CKA (dark). Told apart by lightness and place, in print too.
 */
export function subspaceFigure(
  { components, chance }: NonNullable<ScoreSide["subspace"]>,
  label: string,
): Markup {
  const count = components.length;
  const step = PANEL.width / Math.max(count, 8);
  const second = PANEL.top + PANEL.height + PANEL.gap;
  const most = Math.max(1e-9, ...components.flatMap(({ variance, cka }) => [variance, cka]));
  const bar = (name: string, share: number, top: number, x: number, width: number, title: string): Markup => {
    const height = PANEL.height * share;
    return markup`<rect class="${name}" x="${x.toFixed(1)}" y="${(top + PANEL.height - height).toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"><title>${title}</title></rect>`;
  };
  const columns = components.map(({ captured, variance, cka }, i) => {
    const x = PANEL.left + i * step;
    const pc = `PC ${i + 1}`;
    return [
      bar(
        "captured",
        captured,
        PANEL.top,
        x + 0.1 * step,
        0.8 * step,
        `${pc}: ${percent(captured)} captured`,
      ),
      bar(
        "variance",
        variance / most,
        second,
        x + 0.08 * step,
        0.4 * step,
        `${pc}: ${percent(variance)} of the variance`,
      ),
      bar("mass", cka / most, second, x + 0.52 * step, 0.4 * step, `${pc}: ${percent(cka)} of CKA`),
      numbered(i, count)
        ? markup`<text x="${(x + step / 2).toFixed(1)}" y="${second + PANEL.height + 14}" text-anchor="middle">${i + 1}</text>`
        : "",
    ];
  });
  const height = second + PANEL.height + 34;
  const level = (PANEL.top + PANEL.height * (1 - chance)).toFixed(1);
  return markup`<svg class="subspace" role="img" aria-label="${label}" viewBox="0 0 ${PANEL.left + PANEL.width + 10} ${height}" width="${PANEL.left + PANEL.width + 10}" height="${height}">
${axis(PANEL.top, 1, "Share of each principal component of X that Y captures (R²); dashed: an unrelated Y of this rank")}
${axis(second, most, "Its share of the variance of X (light) and of linear CKA (dark)")}
${columns}
<line class="chance" x1="${PANEL.left}" x2="${PANEL.left + PANEL.width}" y1="${level}" y2="${level}"><title>an unrelated Y of this rank: ${percent(chance)}</title></line>
<text x="${PANEL.left + PANEL.width / 2}" y="${height - 4}" text-anchor="middle">principal component of X</text>
</svg>`;
}

/** How many of the leading components make up a share of the whole. */
function leading(
  components: readonly ComponentRow[],
  of: "variance" | "cka",
  share: number,
): number | undefined {
  let sum = 0;
  const place = components.findIndex((one) => (sum += one[of]) >= share - 1e-12);
  return place < 0 ? undefined : place + 1;
}

const pcs = (count: number): string => (count === 1 ? "the first PC" : `the first ${count} PCs`);

/** What the figure shows, in words. */
export function subspaceSentences({
  components,
  rank,
  saturated,
}: NonNullable<ScoreSide["subspace"]>): string[] {
  const sentences: string[] = [];
  const mass = leading(components, "cka", 0.9);
  if (mass !== undefined) {
    const variance = components.slice(0, mass).reduce((sum, one) => sum + one.variance, 0);
    sentences.push(
      `90 % of linear CKA comes from ${pcs(mass)} of X, which ${mass === 1 ? "holds" : "hold"} ${percent(variance)} of its variance.`,
    );
  }
  if (saturated) {
    sentences.push("Y has as many dimensions as there are stimuli: it captures everything, whatever it is.");
    return sentences;
  }
  const half = components.filter(({ captured }) => captured >= 0.5).length;
  const lost = components.findIndex(({ captured }) => captured < 0.5);
  sentences.push(
    `Y captures at least half of ${half} of the ${components.length} components shown (X has ${rank})` +
      (lost < 0 ? "." : `; the first that it does not is PC ${lost + 1}.`),
  );
  return sentences;
}
