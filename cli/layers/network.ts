import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import type { Representation } from "../../core/representation.ts";
import type { ActivationSource } from "../../io/activations.ts";
import { naturalOrder } from "../../io/container.ts";
import { fault, oneLine } from "../../io/fault.ts";
import { EXTENSIONS } from "../../io/formats.ts";
import { openAllActivations, type ReadOptions } from "../../io/open.ts";
import { representation } from "../../representation/create.ts";

/** A layer that is opened and not yet read. */
export interface OpenLayer {
  /** As short as it can be and still tell the layers of a network apart. */
  readonly name: string;
  readonly source: ActivationSource;
}

/** A layer of a network. */
export interface Layer {
  readonly name: string;
  /** Where it is from: `acts.npz#conv1`. */
  readonly file: string;
  readonly activations: Representation;
}

/** @throws EtalonError `io/not-found` for what is not there and has no extension: a folder, no file, was meant. */
async function isFolder(name: string): Promise<boolean> {
  try {
    return (await stat(name)).isDirectory();
  } catch {
    if (path.extname(name) !== "") return false;
    throw fault("io/not-found", name, "does not exist", { remedy: "check the path" });
  }
}

/** The files of a folder that can be read, in the natural order of their names. @throws EtalonError `io/no-array`. */
async function filesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) =>
    EXTENSIONS.includes(path.extname(name).toLowerCase()),
  );
  if (names.length > 0) return naturalOrder(names).map((name) => path.join(folder, name));
  throw fault("io/no-array", folder, "is a folder without a file that can be read", {
    remedy: `put files in it that end in ${EXTENSIONS.join(", ")}`,
  });
}

/** A file's name without its folder and extension. */
const stem = (file: string): string => path.basename(file, path.extname(file));

/** `acts.npz#conv1` taken apart; the name of an array may hold anything, also `#`. */
function partsOf(source: ActivationSource, spec: string): { file: string; member: string } {
  const endings = EXTENSIONS.map((extension) => `${extension}#`);
  const lower = source.name.toLowerCase();
  const ends = endings.map((ending) => lower.indexOf(ending)).filter((at) => at >= 0);
  if (ends.length === 0) return { file: source.name || spec, member: "" };
  const at = lower.indexOf("#", Math.min(...ends));
  return { file: source.name.slice(0, at), member: source.name.slice(at + 1) };
}

/** The shortest kind of name under which no two layers are the same. */
function namesOf(sources: readonly ActivationSource[]): string[] {
  const parts = sources.map((source) => partsOf(source, source.name));
  const kinds = [
    parts.map(({ file, member }) => member || stem(file)),
    parts.map(({ file, member }) => (member ? `${stem(file)}#${member}` : stem(file))),
    sources.map(({ name }) => name),
  ];
  return kinds.find((names) => new Set(names).size === names.length) ?? kinds[2]!;
}

/**
 * The layers that words of the command line name, in their order: a file of one array is a layer, a file of several or
 * a folder a network of its own order.
 *
 * @throws EtalonError `io/…`.
 */
export async function openNetwork(words: readonly string[], how: ReadOptions): Promise<readonly OpenLayer[]> {
  const sources: ActivationSource[] = [];
  for (const word of words) {
    const specs = (await isFolder(word)) ? await filesIn(word) : [word];
    for (const spec of specs) sources.push(...(await openAllActivations(spec, how)));
  }
  const names = namesOf(sources);
  // A hostile name must do nothing to a terminal.
  return sources.map((source, k) => ({ name: oneLine(names[k]!), source }));
}

/**
 * Checks that all layers are about the same stimuli, before any is read.
 *
 * @throws EtalonError `input/row-mismatch` naming both files and their rows.
 */
export function requireSameRows(layers: readonly OpenLayer[]): void {
  const [first] = layers;
  const other = layers.find(({ source }) => source.rows !== first?.source.rows);
  if (first === undefined || other === undefined) return;
  throw new EtalonError(
    "input/row-mismatch",
    `layers: ${first.source.name} and ${other.source.name} must have the same rows (stimuli)`,
    {
      got: `${first.source.rows} and ${other.source.rows} rows`,
      remedy: "select and order the stimuli that all share, or choose layers by name, as in file.npz#conv*",
    },
  );
}

/** Reads the layers. @throws EtalonError `io/…`, `input/…`. */
export async function readNetwork(layers: readonly OpenLayer[]): Promise<readonly Layer[]> {
  const read: Layer[] = [];
  for (const { name, source } of layers) {
    const { values } = await source.readAll();
    read.push({ name, file: source.name, activations: representation(values, source.name) });
  }
  return read;
}
