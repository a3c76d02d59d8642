import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { CellRecord } from "../core/cell.ts";
import type { EtalonError } from "../core/errors.ts";
import type { Outcome } from "../core/outcome.ts";
import { removeTemporary, writeFailed } from "./store/atomic.ts";
import { differences, type Header } from "./store/header.ts";
import { piecesOf, readCells, readLines } from "./store/lines.ts";
import { lockFolder } from "./store/lock.ts";

/** The name of the file that holds every outcome of a run, one JSON line each after a header line. */
export const CELLS_FILE = "cells.jsonl";

/** Every outcome of a run, kept as it comes, so that a run that was stopped goes on where it was. */
export interface Store {
  /** Whether there is an outcome: one found when it was opened, or appended since. */
  has(cell: string): boolean;
  /** Reads all outcomes back, by cell: in memory there is only where they are, however long a run takes. */
  outcomes(): ReadonlyMap<string, Outcome>;
  /** Appends an outcome; it survives the end of this process from here on. */
  append(record: CellRecord): void;
  /** Syncs the file and gives the folder to others. */
  close(): void;
}

/** How a store is opened. */
export interface StoreOptions {
  readonly folder: string;
  readonly header: Header;
  /** Begin anew: what is stored is set aside. */
  readonly fresh: boolean;
  /** Told whatever a user must know, one sentence each. */
  readonly say: (sentence: string) => void;
}

/**
 * Whether an outcome is the metric's own, and so would be the same if asked again. A crash, an exhausted resource and
 * a fault of a suite may have passed: those cells are run again.
 */
export function isLasting(outcome: Outcome): boolean {
  switch (outcome.status) {
    case "ok":
    case "undefined":
    case "not-applicable":
      return true;
    case "error":
      return !outcome.code.startsWith("suite/");
    case "timeout":
    case "out-of-memory":
    case "crashed":
      return false;
  }
}

/** Renames a file of cells to the first free `cells.<n>.jsonl` beside it; returns its new name. */
export function setAside(file: string): string {
  let n = 1;
  const aside = (): string => file.replace(/\.jsonl$/, `.${n}.jsonl`);
  while (existsSync(aside())) n++;
  const name = aside();
  renameSync(file, name);
  return path.basename(name);
}

/** Where the line of each cell's outcome begins in the file. */
type Places = Map<string, number>;

/** The outcomes in the file that can be used; the file is left ready to be appended to, or gone. */
function resume({ header, fresh, say }: StoreOptions, file: string): Places {
  const places: Places = new Map();
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return places;
  const stored = readCells(piecesOf(file), ({ cell, outcome }, place) => {
    if (isLasting(outcome)) places.set(cell, place);
  });
  const different = stored.header === undefined ? [] : differences(header, stored.header);
  if (fresh || stored.header === undefined || different.length > 0) {
    const why = fresh
      ? "a fresh run was asked for"
      : stored.header === undefined
        ? "its first line is no header"
        : `it was made with another ${different.join(", ")}`;
    const name = path.basename(file);
    say(`${name}: ${why}; it is kept as ${setAside(file)} and the run begins anew`);
    return new Map();
  }
  if (stored.wholeBytes < stored.bytes) {
    say(`${path.basename(file)}: the last line was cut off and is dropped; its cell is run again`);
    truncateSync(file, stored.wholeBytes);
  }
  if (stored.damaged.length > 0)
    say(`${path.basename(file)}: ${stored.damaged.length} damaged lines are passed over and run again`);
  return places;
}

/** The outcomes at these places, of lines that this process has written or checked. */
function readBack(file: string, places: Places): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const cells = new Map([...places].map(([cell, place]) => [place, cell]));
  readLines(piecesOf(file), (line, place) => {
    const cell = cells.get(place);
    if (cell !== undefined) outcomes.set(cell, (JSON.parse(line) as CellRecord).outcome);
  });
  return outcomes;
}

/** The file of cells, opened to be appended to. */
interface Cells {
  readonly isEmpty: boolean;
  /** Appends a line, whole or not at all, and returns where it begins. */
  write(value: unknown): number;
  close(): void;
}

function openCells(file: string): Cells {
  const descriptor = openSync(file, "a");
  let size = fstatSync(descriptor).size;
  let failed: EtalonError | undefined;
  let open = true;
  return {
    isEmpty: size === 0,
    write: (value) => {
      // After half a line whatever followed would be damaged, too.
      if (failed !== undefined) throw failed;
      const line = Buffer.from(`${JSON.stringify(value)}\n`);
      try {
        writeFileSync(descriptor, line);
        const place = size;
        size += line.length;
        return place;
      } catch (cause) {
        failed = writeFailed(file, cause);
        // On a full disk the beginning of the line was written. Where it cannot be taken back, the next run does so.
        try {
          ftruncateSync(descriptor, size);
        } catch {
          // The first error is the one to tell.
        }
        throw failed;
      }
    },
    close: () => {
      if (!open) return;
      open = false;
      try {
        fsyncSync(descriptor);
      } catch (cause) {
        // What failed before has been told already.
        if (failed === undefined) throw writeFailed(file, cause);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

/**
 * Opens the store of a folder, which is made if need be, and takes the folder for this run.
 *
 * Stored outcomes are used again only under an equal header; under another one the old file is renamed, and `say` is
 * told so. A last line torn by a kill is dropped.
 *
 * @throws EtalonError `store/locked` while another run writes to the folder, `store/write-failed`.
 */
export function openStore(options: StoreOptions): Store {
  const file = path.join(options.folder, CELLS_FILE);
  try {
    mkdirSync(options.folder, { recursive: true });
  } catch (cause) {
    throw writeFailed(options.folder, cause);
  }
  const unlock = lockFolder(options.folder);
  try {
    removeTemporary(options.folder);
    const places = resume(options, file);
    const cells = openCells(file);
    if (cells.isEmpty) {
      try {
        cells.write(options.header);
      } catch (thrown) {
        cells.close();
        throw thrown;
      }
    }
    return {
      has: (cell) => places.has(cell),
      outcomes: () => readBack(file, places),
      append: (record) => void places.set(record.cell, cells.write(record)),
      close: () => {
        try {
          cells.close();
        } finally {
          unlock();
        }
      },
    };
  } catch (thrown) {
    unlock();
    throw thrown instanceof Error && "errno" in thrown ? writeFailed(file, thrown) : thrown;
  }
}
