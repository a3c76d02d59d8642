import { createHash } from "node:crypto";
import type { Result } from "../core/result.ts";
import { checkResult } from "./check.ts";
import { printableView } from "./printable.ts";
import { readAsset, renderPage } from "./templates.ts";
import { pageView } from "./view/page.ts";
import type { PageOptions } from "./view/page.ts";

const STYLES = [
  "style-page.css",
  "style-table.css",
  "style-figure.css",
  "style-ranking.css",
  "style-board.css",
  "style-print.css",
];

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/**
 * The content security policy of the page: nothing may be loaded, sent or run but the one style and the one script
 * with these hashes. Should a string of a result ever get through as markup, it could do nothing.
 */
export function securityPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    `script-src ${hashSource(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The page is brief about each metric beyond this: a file of more is slow to open on a telephone and to send. */
export const LARGEST_PAGE = 1_950_000;

const SCRIPTS = ["page.js", "board.js"];

function render(result: Result, options: PageOptions): string {
  const view = printableView(pageView(result, options));
  const style = STYLES.map(readAsset).join("");
  const script = SCRIPTS.map(readAsset).join("");
  return renderPage({ ...view, policy: securityPolicy(style, script), style, script });
}

/**
 * The leaderboard as one self-contained HTML file: opens from disk, asks for nothing over the network, complete
 * without JavaScript. A pure function of the result. Where it would be larger than {@link LARGEST_PAGE}, it is brief about
 * each metric and says so.
 *
 * @throws EtalonError `report/invalid-result` and the other codes of `checkResult`.
 */
export function renderHtml(result: Result, options: PageOptions = {}): string {
  const checked = checkResult(result);
  const whole = render(checked, options);
  if (options.brief !== undefined || Buffer.byteLength(whole) <= LARGEST_PAGE) return whole;
  return render(checked, { ...options, brief: true });
}
