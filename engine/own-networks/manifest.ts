import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { POLICIES } from "../../io/layout/layout.ts";
import { openAllActivations, type ReadOptions } from "../../io/open.ts";
import { systemError } from "../../io/system-error.ts";
import type { OwnNetworks } from "../../suites/layer-checks/own.ts";
import { modelLayers } from "./onnx.ts";

/** Fewest networks of which one can be left out for an interval. */
const FEWEST = 3;

const name = z.string().min(1).max(200);

const fromFiles = z.strictObject({
  /** What the network is called. */
  id: name,
  /** Files from the first layer to the last; `file.npz#conv*` stands for several. Relative to the manifest. */
  layers: z.array(name).min(1),
});

const fromModel = z.strictObject({
  id: name,
  /** An ONNX model, the array that goes in, and the names of the tensors that are its layers. */
  onnx: name,
  input: name,
  outputs: z.array(name).min(1),
});

/** A user's own networks: `etalon run --networks <file>` (docs/layers.md). */
export const networksSchema = z.strictObject({
  title: z.string().min(1).max(200),
  /** `equal`: every layer is brought to one size, so that measuring size alone finds nothing. */
  sizes: z.enum(["equal", "own"]).default("equal"),
  /** How arrays with more than two axes become matrices. */
  read: z
    .strictObject({
      policy: z.enum(POLICIES as ["flatten", "pool", "positions"]).optional(),
      channels: z.enum(["first", "last"]).optional(),
      trials: z.number().int().optional(),
    })
    .default({}),
  networks: z.array(z.union([fromFiles, fromModel])).min(FEWEST),
});

type Entry = z.infer<typeof networksSchema>["networks"][number];

const bad = (file: string, message: string, got: string, remedy: string): EtalonError =>
  new EtalonError("networks/invalid", `${file}: ${message}`, { got, remedy });

function parse(text: string, file: string): z.infer<typeof networksSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw bad(file, "is not JSON", (thrown as Error).message, "see docs/layers.md for an example");
  }
  const parsed = networksSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue!.path.join(".") || "the manifest";
  throw bad(file, `"${where}" is wrong`, issue!.message, "see docs/layers.md for an example");
}

interface NamedLayer {
  readonly name: string;
  readonly values: Matrix;
}

async function layersOf(entry: Entry, folder: string, read: ReadOptions): Promise<NamedLayer[]> {
  if ("onnx" in entry) {
    const [model, input] = [entry.onnx, entry.input].map((one) => path.resolve(folder, one));
    return modelLayers(model!, input!, entry.outputs, read);
  }
  const found: NamedLayer[] = [];
  for (const spec of entry.layers) {
    for (const source of await openAllActivations(path.resolve(folder, spec), read)) {
      const at = source.name.lastIndexOf("#");
      const own = at < 0 ? path.basename(source.name) : source.name.slice(at + 1);
      found.push({ name: own, values: (await source.readAll()).values });
    }
  }
  return found;
}

/** @throws EtalonError `networks/differ` unless all networks have as many layers, and all layers as many rows. */
function requireAlike(
  file: string,
  networks: readonly { id: string; layers: readonly NamedLayer[] }[],
): void {
  const [first] = networks;
  const differ = (message: string, got: string): EtalonError =>
    new EtalonError("networks/differ", `${file}: ${message}`, {
      got,
      remedy: "give layers of one architecture, in one order, and activations to the same stimuli",
    });
  for (const { id, layers } of networks) {
    if (layers.length !== first!.layers.length)
      throw differ(
        `${id} and ${first!.id} must have as many layers`,
        `${layers.length} and ${first!.layers.length}`,
      );
    for (const layer of layers) {
      const rows = first!.layers[0]!.values.rows;
      if (layer.values.rows !== rows)
        throw differ(
          `${layer.name} of ${id} must have the rows (stimuli) of ${first!.layers[0]!.name} of ${first!.id}`,
          `${layer.values.rows} and ${rows} rows`,
        );
    }
  }
  if (first!.layers.length < 2)
    throw differ("a network needs at least two layers, or there is nothing to tell apart", "1 layer");
}

/**
 * Reads a user's own networks.
 *
 * @throws EtalonError `networks/…`, `io/…`: one line with the file, the problem, the value got and the remedy.
 */
export async function readOwnNetworks(file: string): Promise<OwnNetworks> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (thrown) {
    throw systemError(thrown, file);
  }
  const { title, sizes, read, networks: entries } = parse(text, file);
  const ids = entries.map(({ id }) => id);
  const twice = ids.find((id, k) => ids.indexOf(id) !== k);
  if (twice !== undefined)
    throw bad(file, "two networks have one id", twice, "give each network an id of its own");
  const networks = [];
  for (const entry of entries)
    networks.push({ id: entry.id, layers: await layersOf(entry, path.dirname(path.resolve(file)), read) });
  requireAlike(file, networks);
  const members = networks.map(({ id, layers }) => ({ id, layers: layers.map((layer) => layer.name) }));
  const layers = networks.flatMap((network) => network.layers.map(({ values }) => values));
  const hash = createHash("sha256").update(JSON.stringify({ title, sizes, members }));
  for (const { rows, cols, data } of layers) {
    hash.update(`${rows}×${cols}`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return { title, sizes, members, layers, hash: hash.digest("hex") };
}
