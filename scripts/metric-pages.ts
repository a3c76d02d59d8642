// Writes docs/metrics from the metadata of the registry: npm run docs:metrics
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { rangeText } from "../cli/range-text.ts";
import { TRANSFORMS, type Transform } from "../core/invariance.ts";
import type { Metric } from "../core/metric.ts";
import type { Family, MetricTemplate } from "../metrics/registry/define.ts";
import { loadFamilies } from "../metrics/registry/index.ts";
import { accepted } from "../metrics/registry/params.ts";
import { STANDARD_NAMES } from "../metrics/registry/standard-names.ts";
import { citation, code, plain, table } from "./markdown.ts";

/** Where the pages are. */
export const PAGES_FOLDER = fileURLToPath(new URL("../docs/metrics/", import.meta.url));

const WRITTEN = "<!-- Written by `npm run docs:metrics` from the metadata in metrics/: do not edit. -->\n\n";

const yes = (is: boolean): string => (is ? "yes" : "no");

const transforms = (of: readonly Transform[]): string =>
  of.length === 0
    ? "no transform"
    : of.length === TRANSFORMS.length
      ? "every transform"
      : of.map(code).join(", ");

function invariances({ invariances: { x, y } }: Metric): string[] {
  if (x.join() === y.join()) return [`Invariant to, on both sides: ${transforms(x)}`];
  return [`Invariant to, on X: ${transforms(x)}`, `Invariant to, on Y: ${transforms(y)}`];
}

const IDS: ReadonlyMap<string, string> = new Map(
  STANDARD_NAMES.flatMap((entry) => ("id" in entry ? [[entry.name, entry.id]] : [])),
);

/** Another name; where a collection means a variant by it, with that. */
function also(alias: string, id: string): string {
  const meant = IDS.get(alias) ?? id;
  return meant === id ? code(alias) : `${code(alias)} (for ${code(meant)})`;
}

/** What is written of one metric, one line each. */
const facts = (metric: Metric): string[] => [
  `Source: ${citation(metric.cite)}`,
  `Range: ${plain(rangeText(metric.range, metric.unit))}, a ${metric.direction}`,
  `Symmetric: ${yes(metric.symmetric)}. Axioms claimed: ${metric.axioms}`,
  ...invariances(metric),
  `Fewest rows: ${metric.minimumRows}. Cost: ${plain(metric.cost)}${metric.heavy ? ", heavy" : ""}`,
  `Closed-form gradient: ${yes(metric.differentiable)}. All pairs at once: ${yes(metric.allPairs !== undefined)}`,
  ...(metric.usesCorrespondence ? [] : ["Ignores which stimulus is which"]),
  ...(metric.aliases.length === 0
    ? []
    : [`Also called: ${metric.aliases.map((alias) => also(alias, metric.id)).join(", ")}`]),
];

function parameters(template: MetricTemplate): string {
  const rows = Object.values(template.params).map((param) => [
    param.key === "" ? "(no key)" : code(param.key),
    plain(accepted(param)),
    code(String(param.default)),
    plain(param.describe),
  ]);
  return rows.length === 0 ? "" : `\n${table(["parameter", "takes", "default", "meaning"], rows)}\n`;
}

function variants(listed: readonly Metric[]): string {
  if (listed.length < 2) return "";
  const rows = listed.map((metric) => [
    code(metric.id),
    plain(metric.title),
    plain(rangeText(metric.range, metric.unit)),
    code(metric.formula),
  ]);
  return `\nListed variants:\n\n${table(["id", "title", "range", "formula"], rows)}\n\n${differences(listed)}\n`;
}

/** What of the other variants is not as it is for the first, beyond what the table shows. */
function differences([first, ...others]: readonly Metric[]): string {
  const said = (metric: Metric): string[] => [
    ...facts(metric).filter((fact) => !fact.startsWith("Range")),
    ...metric.caveats.map(plain),
  ];
  const known = first === undefined ? [] : said(first);
  return others
    .map((metric) => ({ id: metric.id, own: said(metric).filter((fact) => !known.includes(fact)) }))
    .filter(({ own }) => own.length > 0)
    .map(({ id, own }) => `- ${code(id)}\n${own.map((fact) => `  - ${fact}`).join("\n")}`)
    .join("\n");
}

/** One section: the first listed variant in full, and where the others differ. */
function section(template: MetricTemplate, family: string): string {
  const listed = template.list(family);
  const metric = listed[0] ?? template.parse(family, "");
  return [
    `## ${code(metric.id)}\n`,
    `**${plain(metric.title)}**${metric.control ? " — a control" : ""}${listed.length === 0 ? " — run by name only" : ""}\n`,
    `\`\`\`text\n${metric.formula}\n\`\`\`\n`,
    ...facts(metric).map((fact) => `- ${fact}`),
    ...metric.caveats.map((caveat) => `- ${plain(caveat)}`),
    parameters(template),
    variants(listed),
  ].join("\n");
}

const familyPage = ({ id, title, metrics }: Family): string =>
  `${WRITTEN}# ${plain(title)}\n\n[All families](README.md)\n\n${metrics.map((one) => section(one, id)).join("\n")}`;

function indexPage(families: readonly Family[]): string {
  const rows = families.flatMap(({ id, title, metrics }) =>
    metrics.flatMap((template, k) => {
      const listed = template.list(id);
      return (listed.length === 0 ? [template.parse(id, "")] : listed).map((metric, i) => [
        k === 0 && i === 0 ? `[${plain(title)}](${id}.md)` : "",
        code(metric.id),
        metric.direction,
        plain(rangeText(metric.range, metric.unit)),
        plain(metric.title),
      ]);
    }),
  );
  return `${WRITTEN}# The metrics, family by family

Ids and their parameters: [ids.md](../ids.md). Formulas that belong together: [measures.md](../measures.md). What others
call them: [standard-names.md](standard-names.md). Where others differ: [disagreements.md](../disagreements.md).

${table(["family", "id", "direction", "range", "title"], rows)}
`;
}

function namesPage(): string {
  const rows = STANDARD_NAMES.map((entry) => [
    code(entry.name),
    "id" in entry ? code(entry.id) : "none",
    plain("id" in entry ? (entry.note ?? "") : entry.reason),
  ]);
  const found = STANDARD_NAMES.filter((entry) => "id" in entry).length;
  return `${WRITTEN}# Standard names

The ${rows.length} names of the field's largest collection of measures
([similarity-repository](https://arxiv.org/abs/2409.18333), Cloos et al. 2024): ${found} have an id,
${rows.length - found} a reason why they should not exist. \`etalon list --standard-names\` prints the same.

${table(["standard name", "id", ""], rows)}
`;
}

/** Every page by its file name, in the project's format. */
export async function metricPages(): Promise<Map<string, string>> {
  const families = await loadFamilies();
  const pages = new Map([
    ["README.md", indexPage(families)],
    ["standard-names.md", namesPage()],
    ...families.map((family) => [`${family.id}.md`, familyPage(family)] as const),
  ]);
  const style = { ...(await resolveConfig(path.join(PAGES_FOLDER, "README.md"))), parser: "markdown" };
  for (const [name, text] of pages) pages.set(name, await format(text, style));
  return pages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = await metricPages();
  mkdirSync(PAGES_FOLDER, { recursive: true });
  for (const name of readdirSync(PAGES_FOLDER)) if (!pages.has(name)) rmSync(path.join(PAGES_FOLDER, name));
  for (const [name, text] of pages) writeFileSync(path.join(PAGES_FOLDER, name), text);
  console.log(`${pages.size} pages in docs/metrics`);
}
