import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Representation } from "../../core/representation.ts";
import { readMatrix } from "../../io/open.ts";
import { representation } from "../../representation/create.ts";

const folder = new URL("../golden/", import.meta.url);

/** One golden value. */
export interface GoldenRow {
  readonly pair: string;
  readonly measure: string;
  readonly params: Record<string, unknown>;
  readonly value: number;
  readonly confirmedBy: readonly string[];
  readonly differs: readonly string[];
}

export interface GoldenPair {
  readonly pair: string;
  readonly x: Representation;
  readonly y: Representation;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

export const goldenRows = (): GoldenRow[] => read("golden.json") as GoldenRow[];

/** The eight pairs, read with the strict reader of the project. */
export async function goldenPairs(): Promise<Map<string, GoldenPair>> {
  const entries = read("pairs.json") as { pair: string; x: string; y: string }[];
  const pairs = new Map<string, GoldenPair>();
  for (const { pair, x, y } of entries) {
    const [mx, my] = [await readMatrix(path(x)), await readMatrix(path(y))];
    pairs.set(pair, { pair, x: representation(mx, "X"), y: representation(my, "Y") });
  }
  return pairs;
}

const path = (name: string): string => fileURLToPath(new URL(name, folder));
