import { EtalonError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import type { Metric } from "../../core/metric.ts";
import { metricEntry } from "../../engine/metric-entry.ts";
import { loadFamilies, loadMetrics } from "../../metrics/registry/index.ts";
import { STANDARD_NAMES } from "../../metrics/registry/standard-names.ts";
import { loadSuites } from "../../suites/registry/index.ts";
import { EXIT } from "../exit-codes.ts";
import { fits } from "../matching.ts";
import { rangeText } from "../range-text.ts";
import { textTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly json?: true;
  readonly standardNames?: true;
}

type Kind = "metrics" | "suites" | "standard names";

/** What can be listed: as data, and as rows for people. */
interface Listing {
  readonly head: readonly string[];
  readonly items: readonly {
    readonly texts: readonly string[];
    readonly data: object;
    readonly row: readonly string[];
  }[];
}

/** Metrics none of whose variants is listed, with their default parameters. */
async function unlisted(): Promise<Metric[]> {
  return (await loadFamilies()).flatMap((family) =>
    family.metrics
      .filter((template) => template.list(family.id).length === 0)
      .map((template) => template.parse(family.id, "")),
  );
}

/** The listed metrics; where some are looked for also those that are only run by name. */
async function metricListing(words: readonly string[]): Promise<Listing> {
  const metrics =
    words.length === 0 ? await loadMetrics() : [...(await loadMetrics()), ...(await unlisted())];
  const items = metrics.map((metric) => ({
    texts: [metric.id, metric.title, metric.family, ...metric.aliases],
    data: metricEntry(metric),
    row: [metric.id, metric.direction, rangeText(metric.range, metric.unit), metric.title],
  }));
  return { head: ["metric", "", "range", ""], items };
}

async function suiteListing(): Promise<Listing> {
  const items = (await loadSuites()).map(({ id, version, title, question }) => ({
    texts: [id, title],
    data: { id, version, title, question },
    row: [id, question],
  }));
  return { head: ["suite", ""], items };
}

/** What other names of the field are called here, or why they have no id. */
function nameListing(): Listing {
  const items = STANDARD_NAMES.map((entry) => {
    const [id, note] = "id" in entry ? [entry.id, entry.note ?? ""] : ["none", entry.reason];
    return { texts: [entry.name, id], data: entry, row: [entry.name, id, note] };
  });
  return { head: ["standard name", "id", ""], items };
}

const LISTINGS: Readonly<Record<Kind, (words: readonly string[]) => Listing | Promise<Listing>>> = {
  metrics: metricListing,
  suites: suiteListing,
  "standard names": nameListing,
};

/** `list`, `list rbf` and `list metrics rbf`: metrics unless suites are named. */
function kindOf(words: readonly string[], options: Options): { kind: Kind; rest: readonly string[] } {
  if (options.standardNames === true) return { kind: "standard names", rest: words };
  const [first, ...rest] = words;
  return first === "metrics" || first === "suites" ? { kind: first, rest } : { kind: "metrics", rest: words };
}

function nothingFits(kind: Kind, words: readonly string[], listing: Listing): EtalonError {
  const near = nearest(
    words.join(" "),
    listing.items.flatMap(({ texts }) => texts),
  );
  return new EtalonError("usage/no-match", `no ${kind.slice(0, -1)} fits "${words.join(" ")}"`, {
    remedy:
      near === undefined
        ? `see: etalon list ${kind === "standard names" ? "--standard-names" : kind}`
        : `did you mean "${near}"?`,
  });
}

async function list(words: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const { kind, rest } = kindOf(words, options);
  const listing = await LISTINGS[kind](rest);
  const items = listing.items.filter(({ texts }) => fits(texts, rest));
  if (items.length === 0 && rest.length > 0) throw nothingFits(kind, rest, listing);
  if (options.json)
    terminal.write(
      `${JSON.stringify(
        items.map(({ data }) => data),
        null,
        2,
      )}\n`,
    );
  else
    terminal.write(
      `${textTable(
        listing.head,
        items.map(({ row }) => row),
      ).join("\n")}\n`,
    );
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon list", "every metric"],
    ["etalon list metrics RV", "metrics whose id, title or other name has the word"],
    ["etalon list suites", "what is asked of them"],
    ["etalon list metrics --json", "all metadata, for a program"],
    ["etalon list --standard-names svcca", "the ids of names that the field's collections use"],
  ],
  define: (command, terminal, end) =>
    command
      .argument("[words...]", '"metrics" (the default) or "suites", then words that must all fit')
      .option("--json", "print all metadata as a JSON list")
      .option("--standard-names", "list the field's standard names, each with its id or why it has none")
      .action(async (words: string[], options: Options) => end(await list(words, options, terminal))),
};

export default verb;
