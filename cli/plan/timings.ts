import path from "node:path";
import { statSync } from "node:fs";
import { EtalonError } from "../../core/errors.ts";
import type { Costs } from "../../engine/costs.ts";
import { CELLS_FILE } from "../../engine/store.ts";
import { piecesOf, readCells } from "../../engine/store/lines.ts";
import { systemError } from "../../io/system-error.ts";

/** The cells of a run: of its folder, of its result, or the file itself. */
function cellsFile(given: string): string {
  if (statSync(given, { throwIfNoEntry: false })?.isDirectory() === true) return path.join(given, CELLS_FILE);
  return given.endsWith(".json") ? path.join(path.dirname(given), CELLS_FILE) : given;
}

/**
 * Learns what cells took in an earlier run.
 *
 * @param given A folder of a run or shard, its `result.json` or its `cells.jsonl`.
 * @throws EtalonError `io/…`, `plan/no-timings`.
 */
export function learnTimings(given: string, costs: Costs): void {
  const file = cellsFile(given);
  let cells = 0;
  try {
    readCells(piecesOf(file), (record) => {
      cells++;
      costs.learn(record);
    });
  } catch (thrown) {
    throw systemError(thrown, file);
  }
  if (cells > 0) return;
  throw new EtalonError("plan/no-timings", `${file} holds no cells to take times from`, {
    remedy: "name the folder of a run that has done something",
  });
}
