import { markup, type Markup } from "../markup.ts";
import type { Curve } from "./types.ts";

const [WIDTH, HEIGHT, LEFT, TOP] = [420, 240, 46, 12];

/** Lines are told apart by their dashes and by their names at their ends, so that no colour is needed. */
const DASHES = ["none", "8 3", "2 3", "8 3 2 3", "1 5", "14 4"] as const;

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
const across = (score: number): string => (LEFT + WIDTH * clamp(score)).toFixed(1);
const down = (value: number): string => (TOP + HEIGHT * (1 - clamp(value))).toFixed(1);

/** Curves over scores from 0 to 1 as SVG; `yLabel` names the vertical axis, also from 0 to 1. */
export function curveFigure(curves: readonly Curve[], yLabel: string, label: string): Markup {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const legend = TOP + HEIGHT + 46;
  const height = legend + 18 * curves.length;
  return markup`<svg class="layer-map" role="img" aria-label="${label}" viewBox="0 0 ${LEFT + WIDTH + 14} ${height}" width="${LEFT + WIDTH + 14}" height="${height}">
${ticks.map(
  (
    tick,
  ) => markup`<line x1="${across(tick)}" x2="${across(tick)}" y1="${TOP}" y2="${TOP + HEIGHT}" stroke="#ccc"/>
<line x1="${LEFT}" x2="${LEFT + WIDTH}" y1="${down(tick)}" y2="${down(tick)}" stroke="#ccc"/>
<text x="${across(tick)}" y="${TOP + HEIGHT + 14}" text-anchor="middle">${tick}</text>
<text x="${LEFT - 6}" y="${Number(down(tick)) + 4}" text-anchor="end">${tick}</text>`,
)}
<text x="${LEFT + WIDTH / 2}" y="${TOP + HEIGHT + 30}" text-anchor="middle">score</text>
<text x="12" y="${TOP + HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 12 ${TOP + HEIGHT / 2})">${yLabel}</text>
${curves.map((curve, k) => {
  const points = curve.x.map((x, i) => `${across(x)},${down(curve.y[i]!)}`).join(" ");
  const dash = DASHES[k % DASHES.length]!;
  const y = legend + 18 * k;
  return markup`<polyline points="${points}" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="${dash}"><title>${curve.name}</title></polyline>
<line x1="${LEFT}" x2="${LEFT + 40}" y1="${y}" y2="${y}" stroke="currentColor" stroke-width="1.6" stroke-dasharray="${dash}"/><text x="${LEFT + 48}" y="${y + 4}">${curve.name}</text>`;
})}
</svg>`;
}
