import { createHash } from "node:crypto";
import { markup, Markup, type MarkupValue } from "./markup.ts";
import { readAsset } from "./templates.ts";

const STYLES = ["style-page.css", "style-table.css", "style-standalone.css", "style-print.css"];

/** A page besides the leaderboard. */
export interface Standalone {
  readonly title: string;
  /** A word or two above the title. */
  readonly kind: string;
  readonly body: MarkupValue;
  /** One line at the end: what made the page. */
  readonly provenance: string;
}

/**
 * One self-contained HTML file without a script: its policy lets nothing be loaded, sent or run, only the one style
 * with this hash be used.
 *
 * @throws EtalonError `report/template-missing` when the styles were not installed with the program.
 */
export function standalonePage({ title, kind, body, provenance }: Standalone): string {
  const style = STYLES.map(readAsset).join("");
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Etalon</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header class="masthead"><p class="brand">Etalon · ${kind}</p><h1>${title}</h1></header>
<main>
${body}
</main>
<footer><p>${provenance}</p></footer>
</body>
</html>
`.text;
}
