import { cellId, type CellRecord, type CellSpec } from "../../../core/cell.ts";
import type { Header } from "../../../engine/store/header.ts";

/** A header of the tests. */
export const header: Header = {
  schema: "etalon-cells/1",
  code: "c0de",
  backend: { name: "portable", description: "test" },
  seed: 1,
  profile: "quick",
  node: "v20",
  processor: "test",
};

/** A record of the tests with an outcome; each replicate is a cell of its own. */
export function record(replicate: number, value: number | string = replicate / 3): CellRecord {
  const spec: CellSpec = { metric: "m@1", suite: "s@1", case: "c", params: { n: 1 }, replicate, seed: 1 };
  return { cell: cellId(spec), spec, outcome: { status: "ok", value }, volatile: { seconds: 0.5 } };
}
