import { readFileSync } from "node:fs";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { convArchitecture } from "./architecture.ts";
import { ATTENTION } from "./attention-architecture.ts";
import { attentionParameterCount, attentionParametersFrom } from "./attention-parameters.ts";
import { decodeHalf } from "./half.ts";
import type { Images } from "./images.ts";
import { parameterCount, parametersFrom } from "./layout.ts";
import type { Network } from "./network.ts";
import type { RecurrentNetwork } from "./recurrent.ts";
import { RECURRENT_PARAMETERS, recurrentParametersFrom } from "./recurrent.ts";
import { readChecked, zooFolder } from "./zoo-files.ts";
import type { NetworkEntry, ZooIndex } from "./zoo-index.ts";
import { zooIndexSchema } from "./zoo-index.ts";

/** A network of the zoo with what is known of its training. */
export type ZooNetwork = Network & { readonly facts: NetworkEntry };

/** Networks that belong together in one question, such as all widths. */
export interface ZooGroup {
  readonly name: string;
  readonly title: string;
  readonly networks: readonly ZooNetwork[];
}

/** The shipped networks and images. */
export interface Zoo {
  /** Test images that no network was trained on and no recipe was chosen by, as many of each class. */
  readonly images: Images;
  /** Names of the groups. */
  readonly names: readonly string[];
  /**
   * A group's networks; their file is read and checked the first time. A network in two groups is one object.
   *
   * @throws EtalonError `zoo/unknown-group`, `zoo/missing-file` or `zoo/hash`.
   */
  group(name: string): ZooGroup;
  /**
   * The networks trained on the decision task.
   *
   * @throws EtalonError `zoo/missing-file` or `zoo/hash`.
   */
  recurrent(): readonly RecurrentNetwork[];
}

function readImages(folder: string, index: ZooIndex): Images {
  const { file, sha256, count, height, width, channels } = index.images;
  const bytes = readChecked(folder, file, sha256);
  const labels = readChecked(folder, index.labels.file, index.labels.sha256);
  if (bytes.length !== count * height * width * channels || labels.length !== count) {
    throw new EtalonError("zoo/format", `loadZoo: ${file} must hold ${count} images and as many labels`, {
      got: `${bytes.length} and ${labels.length} bytes`,
    });
  }
  return { count, extent: { height, width, channels }, bytes, labels };
}

function decode(facts: NetworkEntry, bytes: Uint8Array): ZooNetwork {
  const { id, seed, width, scale, offset } = facts;
  const values = (count: number): Float64Array => decodeHalf(bytes.subarray(offset, offset + 2 * count));
  if (facts.architecture === "attention") {
    const architecture = ATTENTION;
    const parameters = attentionParametersFrom(architecture, values(attentionParameterCount(architecture)));
    return { kind: "attention", id, seed, architecture, scale, parameters, facts };
  }
  const architecture = convArchitecture(facts.architecture, width);
  const parameters = parametersFrom(architecture, values(parameterCount(architecture)));
  return { kind: "convolutional", id, seed, architecture, scale, parameters, facts };
}

/**
 * Opens the zoo: the index and the images are read and checked now, weights when a group is asked for.
 *
 * @param folder - by default that of the package.
 * @throws EtalonError `zoo/missing`, `zoo/missing-file`, `zoo/hash` or `zoo/format`.
 */
export function loadZoo(folder: string = zooFolder()): Zoo {
  const parsed = zooIndexSchema.safeParse(JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")));
  if (!parsed.success) {
    throw new EtalonError("zoo/format", "loadZoo: index.json is not an index of a zoo", {
      got: parsed.error.message,
      remedy: "restore the file, or write the zoo anew with npm run zoo",
    });
  }
  const index = parsed.data;
  const names = index.groups.map(({ name }) => name);
  const decoded = new Map<string, ZooNetwork>();

  const network = (id: string): ZooNetwork => {
    const known = decoded.get(id);
    if (known !== undefined) return known;
    const batch = index.batches.find(({ networks }) => networks.some((entry) => entry.id === id));
    if (batch === undefined) {
      throw new EtalonError("zoo/format", "loadZoo: a group names a network that no batch holds", {
        got: id,
      });
    }
    const bytes = readChecked(folder, batch.file, batch.sha256);
    for (const entry of batch.networks) decoded.set(entry.id, decode(entry, bytes));
    return network(id);
  };

  return {
    images: readImages(folder, index),
    names,
    group(name) {
      const group = index.groups.find((candidate) => candidate.name === name);
      if (group === undefined) {
        const near = nearest(name, names);
        throw new EtalonError("zoo/unknown-group", "Zoo.group: there is no such group", {
          got: name,
          remedy: near === undefined ? `one of ${names.join(", ")}` : `did you mean "${near}"?`,
        });
      }
      return { name, title: group.title, networks: group.networks.map(network) };
    },
    recurrent() {
      const { file, sha256, networks } = index.recurrent;
      const bytes = readChecked(folder, file, sha256);
      return networks.map(({ id, seed, offset }) => {
        const values = decodeHalf(bytes.subarray(offset, offset + 2 * RECURRENT_PARAMETERS));
        return { id, seed, parameters: recurrentParametersFrom(values) };
      });
    },
  };
}
