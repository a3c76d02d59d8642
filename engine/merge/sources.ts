import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { CellRecord } from "../../core/cell.ts";
import { EtalonError } from "../../core/errors.ts";
import type { Manifest } from "../../core/result.ts";
import { makeHeader } from "../manifest.ts";
import { readShardFile, type ShardFile } from "../shard-file.ts";
import { CELLS_FILE } from "../store.ts";
import { differences } from "../store/header.ts";
import { piecesOf, readCells } from "../store/lines.ts";

/** A shard's folder and what it says of itself. */
export interface Source extends ShardFile {
  readonly folder: string;
}

/** The folders as sources, in an order that does not depend on how they were named on the command line. */
export function sourcesOf(folders: readonly string[]): Source[] {
  const distinct = new Map(folders.map((folder) => [path.resolve(folder), folder]));
  return [...distinct.values()]
    .map((folder) => ({ ...readShardFile(folder), folder }))
    .sort((a, b) => a.of - b.of || a.index - b.index || (a.folder < b.folder ? -1 : 1));
}

/** Fields of a manifest that may differ between machines of one kind. */
const OF_MACHINE: readonly string[] = ["processor", "backend.description"];

const flat = ({ backend, ...rest }: Manifest): Readonly<Record<string, unknown>> => ({
  ...rest,
  "backend.name": backend.name,
  "backend.description": backend.description,
});

const architecture = (processor: string): string => processor.split(", ").at(-1) ?? "";

/**
 * One manifest for all sources.
 *
 * @param mixedProcessors Whether processors of one architecture may differ in model. The manifest then names them all.
 * @throws EtalonError `merge/mixed` with what differs, and where.
 */
export function commonManifest(sources: readonly Source[], mixedProcessors: boolean): Manifest {
  const [first, ...others] = sources;
  if (first === undefined) {
    throw new EtalonError("merge/nothing", "there is nothing to merge", {
      remedy: "name the folders that `etalon run --shard` has written",
    });
  }
  const expected = flat(first.manifest);
  for (const { folder, manifest } of others) {
    const found = flat(manifest);
    const different = Object.keys(expected).filter((key) => found[key] !== expected[key]);
    const allowed =
      mixedProcessors && architecture(manifest.processor) === architecture(first.manifest.processor);
    const [key] = different.filter((one) => !allowed || !OF_MACHINE.includes(one));
    if (key === undefined) continue;
    throw new EtalonError("merge/mixed", `${folder} and ${first.folder} differ in ${different.join(", ")}`, {
      got: `${key} ${String(found[key])}, not ${String(expected[key])}`,
      remedy: OF_MACHINE.includes(key)
        ? "run all shards on one model of processor, or accept numbers that may differ in their last bits with --mixed-processors"
        : "run the shards of one plan with one version of Etalon, one seed and one backend",
    });
  }
  const all = (of: (manifest: Manifest) => string): string =>
    [...new Set(sources.map(({ manifest }) => of(manifest)))].sort().join("; ");
  return {
    ...first.manifest,
    processor: all(({ processor }) => processor),
    backend: { ...first.manifest.backend, description: all(({ backend }) => backend.description) },
  };
}

/**
 * Reads the cells of a shard. A shard that was killed before its first line has none.
 *
 * @returns How many lines were no cells.
 * @throws EtalonError `merge/other-cells` where the cells are not those that `shard.json` speaks of.
 */
export function readSource(source: Source, onRecord: (record: CellRecord) => void): number {
  const file = path.join(source.folder, CELLS_FILE);
  if (!existsSync(file) || statSync(file).size === 0) return 0;
  const { manifest, index, of } = source;
  const { header, damaged } = readCells(piecesOf(file), onRecord);
  const expected = { ...makeHeader(manifest), shard: { plan: manifest.plan, index, of } };
  const different = header === undefined ? ["header"] : differences(expected, header);
  if (different.length === 0) return damaged.length;
  throw new EtalonError("merge/other-cells", `${file}: these are not the cells of the shard beside them`, {
    got: `another ${different.join(", ")}`,
    remedy: "run the shard again",
  });
}
