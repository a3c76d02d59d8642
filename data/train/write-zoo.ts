import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Images } from "../../generators/networks/images.ts";
import type { ZooIndex } from "../../generators/networks/zoo-index.ts";
import type { Exported } from "./export.ts";
import type { ExportedRecurrent } from "./export-recurrent.ts";
import type { Plan } from "./plan.ts";
import type { Reference } from "./reference.ts";

/** SHA-256 as the index holds it. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Bytes one after the other, and where each part begins. */
function joined(parts: readonly Uint8Array[]): { bytes: Uint8Array; offsets: number[] } {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  const offsets = parts.map((part) => {
    bytes.set(part, at);
    at += part.length;
    return at - part.length;
  });
  return { bytes, offsets };
}

/** JSON that a person can read and `git diff` can follow. */
function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}

/** What {@link writeZoo} writes besides the networks. */
export interface ZooExtras {
  readonly recipe: unknown;
  readonly references: readonly Reference[];
  readonly recurrent: readonly ExportedRecurrent[];
  readonly provenance: object;
}

/**
 * Writes images, labels, weights, `index.json`, `recipe.json`, `reference.json` and `provenance.json`, whose last key
 * lists the SHA-256 of every other file.
 *
 * @param exported - by id; every network of the plan must be there.
 */
export function writeZoo(
  folder: string,
  plan: Plan,
  exported: ReadonlyMap<string, Exported>,
  shipped: Images,
  extras: ZooExtras,
): void {
  mkdirSync(folder, { recursive: true });
  const hashes: Record<string, string> = {};
  const write = (file: string, bytes: Uint8Array): string => {
    writeFileSync(path.join(folder, file), bytes);
    return (hashes[file] = sha256(bytes));
  };

  const recurrentPart = (parts: readonly ExportedRecurrent[]): ZooIndex["recurrent"] => {
    const { bytes, offsets } = joined(parts.map((part) => part.bytes));
    const networks = parts.map(({ entry }, i) => ({ ...entry, offset: offsets[i]! }));
    return { file: "recurrent.bin", sha256: write("recurrent.bin", bytes), networks };
  };
  const { height, width, channels } = shipped.extent;
  const index: ZooIndex = {
    images: {
      file: "images.bin",
      sha256: write("images.bin", shipped.bytes),
      count: shipped.count,
      height,
      width,
      channels,
    },
    labels: { file: "labels.bin", sha256: write("labels.bin", shipped.labels) },
    batches: plan.batches.map(({ file, networks }) => {
      const parts = networks.map(({ id }) => exported.get(id)!);
      const { bytes, offsets } = joined(parts.map((part) => part.bytes));
      const entries = parts.map(({ entry }, i) => ({ ...entry, offset: offsets[i]! }));
      return { file, sha256: write(file, bytes), networks: entries };
    }),
    recurrent: recurrentPart(extras.recurrent),
    groups: plan.groups.map((group) => ({ ...group, networks: [...group.networks] })),
  };
  write("index.json", json(index));
  write("recipe.json", json(extras.recipe));
  write("reference.json", json(extras.references));
  write("provenance.json", json({ ...extras.provenance, files: { ...hashes } }));
}
