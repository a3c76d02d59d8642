import { EtalonError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { metricEntry } from "../../engine/metric-entry.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { loadSuites } from "../../suites/registry/index.ts";
import { EXIT } from "../exit-codes.ts";
import { fits } from "../matching.ts";
import { rangeText } from "../range-text.ts";
import { textTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly json?: true;
}

type Kind = "metrics" | "suites";

/** What can be listed: as data, and as rows for people. */
interface Listing {
  readonly head: readonly string[];
  readonly items: readonly {
    readonly texts: readonly string[];
    readonly data: object;
    readonly row: readonly string[];
  }[];
}

async function metricListing(): Promise<Listing> {
  const items = (await loadMetrics()).map((metric) => ({
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

/** `list`, `list rbf` and `list metrics rbf`: metrics unless suites are named. */
function kindOf(words: readonly string[]): { kind: Kind; rest: readonly string[] } {
  const [first, ...rest] = words;
  return first === "metrics" || first === "suites" ? { kind: first, rest } : { kind: "metrics", rest: words };
}

function nothingFits(kind: Kind, words: readonly string[], listing: Listing): EtalonError {
  const near = nearest(
    words.join(" "),
    listing.items.flatMap(({ texts }) => texts),
  );
  return new EtalonError("usage/no-match", `no ${kind.slice(0, -1)} fits "${words.join(" ")}"`, {
    remedy: near === undefined ? `see: etalon list ${kind}` : `did you mean "${near}"?`,
  });
}

async function list(words: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const { kind, rest } = kindOf(words);
  const listing = kind === "metrics" ? await metricListing() : await suiteListing();
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
  ],
  define: (command, terminal, end) =>
    command
      .argument("[words...]", '"metrics" (the default) or "suites", then words that must all fit')
      .option("--json", "print all metadata as a JSON list")
      .action(async (words: string[], options: Options) => end(await list(words, options, terminal))),
};

export default verb;
