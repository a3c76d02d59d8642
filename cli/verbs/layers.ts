import { Option } from "commander";
import { EtalonError } from "../../core/errors.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { renderLayerMaps } from "../../reports/layer-map/html.ts";
import type { LayerFacts, LayerMaps } from "../../reports/layer-map/types.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { EXIT } from "../exit-codes.ts";
import { compareLayers } from "../layers/compare.ts";
import { mapText, matchText, reasonLines } from "../layers/map-text.ts";
import { openNetwork, readNetwork, requireSameRows, type Layer } from "../layers/network.ts";
import { namedMetrics } from "../metrics-option.ts";
import { integerOption, wordOption } from "../options.ts";
import { addReadingOptions, readOptionsOf, type ReadingOptions } from "../reading-options.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends ReadingOptions {
  readonly with?: readonly string[];
  readonly metric?: string;
  readonly metrics?: string;
  readonly seed: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly html?: string;
  readonly json?: true;
}

/** The words of A and of B: what stands before and after `--`, or two words without it. */
function sides(words: readonly string[], others: readonly string[] | undefined): [string[], string[]] {
  if (others !== undefined && words.length > 0) return [[...words], [...others]];
  if (others === undefined && words.length === 2) return [[words[0]!], [words[1]!]];
  throw new EtalonError("usage/two-networks", "layers needs two networks", {
    got: words.length === 0 ? "nothing before --" : words.join(" "),
    remedy: "write the files of A, then --, then those of B",
  });
}

const factsOf = (layers: readonly Layer[]): LayerFacts[] =>
  layers.map(({ name, file, activations }) => ({ name, file, units: activations.p }));

function tell(maps: LayerMaps, terminal: Terminal): void {
  const text = maps.maps.map((map) =>
    [
      ...mapText(map, terminal.colours === true),
      ...reasonLines(map),
      "",
      ...matchText("A", "B", map.matches.a),
      "",
      ...matchText("B", "A", map.matches.b),
      "",
    ].join("\n"),
  );
  terminal.write(text.join("\n"));
}

async function layers(words: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const [left, right] = sides(words, options.with);
  const metrics = await namedMetrics(options.metric ?? options.metrics ?? "cka-linear");
  const { description } = activateBackend(options.backend);
  const how = readOptionsOf(options);
  const [openA, openB] = [await openNetwork(left, how), await openNetwork(right, how)];
  requireSameRows([...openA, ...openB]);
  const [a, b] = [await readNetwork(openA), await readNetwork(openB)];
  const maps: LayerMaps = {
    stimuli: a[0]!.activations.n,
    a: factsOf(a),
    b: factsOf(b),
    maps: metrics.map((metric) => compareLayers(metric, a, b, options.seed)),
    provenance: `Etalon ${codeIdentity().version}, ${description}, seed ${options.seed}`,
  };
  if (options.html !== undefined) writeAtomically(options.html, renderLayerMaps(maps));
  if (options.json) terminal.write(`${JSON.stringify(maps, null, 2)}\n`);
  else {
    terminal.tell(`A: ${a.length} layers, B: ${b.length} layers, ${maps.stimuli} stimuli`);
    tell(maps, terminal);
  }
  if (options.html !== undefined) terminal.tell(`open ${options.html}`);
  return EXIT.ok;
}

/** The first `--` of a line is where B begins; commander would drop it. */
function rewrite(words: readonly string[]): readonly string[] {
  const at = words.indexOf("--");
  return at < 0 || at === words.length - 1 ? words : words.with(at, "--with");
}

const verb: Verb = {
  examples: [
    ["etalon layers a.npz -- b.npz", "all arrays of one archive with all of another"],
    ["etalon layers a.npz#conv* -- b/ --metric nbs", "some arrays, and a folder of files"],
    ["etalon layers a1.npy a2.npy -- b1.npy b2.npy --html map.html", "one file a layer; a page to keep"],
  ],
  rewrite,
  configured: true,
  define: (command, terminal, end) =>
    addReadingOptions(command)
      .usage("<A…> -- <B…> [options]")
      .argument(
        "<A...>",
        "the layers of one network: files, arrays by name (file.npz#conv1, file.npz#conv*), folders",
      )
      .option("--with <B...>", "the layers of the other network, the same as after --")
      .option("--metric <ids>", "ids and globs, separated by commas (default: cka-linear)")
      .addOption(new Option("--metrics <ids>", "the same as --metric").hideHelp())
      .option("--html <file>", "write the heat maps as one page")
      .option("--seed <n>", "seed of the metrics that draw random numbers", integerOption("--seed"), 1)
      .option("--backend <name>", "auto, native or portable", wordOption("--backend", BACKENDS), "auto")
      .option("--json", "print values, best matches and margins")
      .action(async (words: string[], options: Options) => end(await layers(words, options, terminal))),
};

export default verb;
