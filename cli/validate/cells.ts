import type { CellRecord } from "../../core/cell.ts";
import { canonicalJson } from "../../core/canonical-json.ts";
import { EtalonError } from "../../core/errors.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Result } from "../../core/result.ts";
import { makeHeader } from "../../engine/manifest.ts";
import { metricName, planHash, versioned } from "../../engine/plan.ts";
import { isLasting } from "../../engine/store.ts";
import { differences, type Header } from "../../engine/store/header.ts";
import { piecesOf, readCells } from "../../engine/store/lines.ts";
import { systemError } from "../../io/system-error.ts";

/** The cells of a file, each once, with what was last found out about it. */
export interface Cells {
  readonly header: Header;
  readonly records: ReadonlyMap<string, CellRecord>;
}

const REMEDY = "run the same command again: what is damaged is asked once more";

/** A later outcome of a cell may stand in place of one that did not last; two that last must be the same. */
function keep(records: Map<string, CellRecord>, record: CellRecord): void {
  const before = records.get(record.cell);
  if (before === undefined || !isLasting(before.outcome)) {
    records.set(record.cell, record);
    return;
  }
  if (isLasting(record.outcome) && canonicalJson(record.outcome) !== canonicalJson(before.outcome)) {
    throw new EtalonError("validate/contradiction", `cell ${record.cell} has two outcomes`, {
      got: `${before.outcome.status} and ${record.outcome.status}, which differ`,
      remedy: "a metric of this run is not deterministic: see the suite robustness",
    });
  }
}

function pieces(file: string): Buffer[] {
  try {
    return [...piecesOf(file)];
  } catch (thrown) {
    throw systemError(thrown, file);
  }
}

/**
 * Reads a file of cells and holds it to its schema and its hashes.
 *
 * @throws EtalonError `io/…`, `validate/no-header`, `validate/torn`, `validate/damaged` with the line,
 * `validate/other-seed`, `validate/contradiction`.
 */
export function readCellsFile(file: string): Cells {
  const records = new Map<string, CellRecord>();
  const { header, wholeBytes, bytes, damaged } = readCells(pieces(file), (record) => keep(records, record));
  if (header === undefined) {
    throw new EtalonError("validate/no-header", "the first line is no header of cells", {
      got: bytes === 0 ? "an empty file" : `${bytes} bytes`,
      remedy: "name a cells.jsonl that `etalon run` has written",
    });
  }
  if (damaged.length > 0) {
    throw new EtalonError(
      "validate/damaged",
      `line ${damaged[0]} is no cell, or its id is not the hash of its specification`,
      { got: `${damaged.length} such lines`, remedy: REMEDY },
    );
  }
  if (wholeBytes < bytes) {
    throw new EtalonError("validate/torn", "the last line was cut off", {
      got: `${bytes - wholeBytes} bytes without a line feed`,
      remedy: REMEDY,
    });
  }
  const other = [...records.values()].find(({ spec }) => spec.seed !== header.seed);
  if (other !== undefined) {
    throw new EtalonError("validate/other-seed", `cell ${other.cell} has another seed than the header`, {
      got: `${other.spec.seed}, not ${header.seed}`,
      remedy: REMEDY,
    });
  }
  return { header, records };
}

const COUNTS: Readonly<Record<Outcome["status"], "ok" | "undefined" | "notApplicable" | "failed">> = {
  ok: "ok",
  undefined: "undefined",
  "not-applicable": "notApplicable",
  error: "failed",
  timeout: "failed",
  "out-of-memory": "failed",
  crashed: "failed",
};

/**
 * Whether the cells are those of the result: made by the same code with the same seed, as many as it says, ended as it
 * says, and together the plan whose hash it names.
 *
 * @throws EtalonError `validate/other-run`, `validate/inconsistent`, `validate/other-plan`.
 */
export function requireCellsOf(result: Result, { header, records }: Cells): void {
  const different = differences(makeHeader(result.manifest), header);
  if (different.length > 0) {
    throw new EtalonError("validate/other-run", "the cells were not made by the run of the result", {
      got: `another ${different.join(", ")}`,
      remedy: "keep result.json and cells.jsonl of one run together",
    });
  }
  const groups = new Map<string, CellRecord[]>();
  for (const record of records.values()) {
    const key = JSON.stringify([record.spec.metric, record.spec.suite]);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const metrics = new Map(result.metrics.map((metric) => [metric.id, metric]));
  const suites = new Map(result.suites.map((suite) => [suite.id, suite]));
  const planned: { id: string }[] = [];
  for (const coverage of result.coverage) {
    const key = JSON.stringify([
      metricName(metrics.get(coverage.metric)!),
      versioned(suites.get(coverage.suite)!),
    ]);
    const cells = groups.get(key) ?? [];
    planned.push(...cells.map(({ cell }) => ({ id: cell })));
    const counts = { planned: cells.length, ok: 0, undefined: 0, notApplicable: 0, failed: 0 };
    for (const { outcome } of cells) counts[COUNTS[outcome.status]]++;
    for (const name of ["planned", "ok", "undefined", "notApplicable", "failed"] as const) {
      if (counts[name] === coverage[name]) continue;
      throw new EtalonError(
        "validate/inconsistent",
        `coverage of ${coverage.metric} in ${coverage.suite} does not fit the cells: ${name}`,
        { got: `${coverage[name]} in the result, ${counts[name]} in the cells`, remedy: REMEDY },
      );
    }
  }
  const hash = planHash(result.manifest.profile, planned);
  if (hash !== result.manifest.plan) {
    throw new EtalonError("validate/other-plan", "the cells are not those of the result's plan", {
      got: `${hash}, not ${result.manifest.plan}`,
      remedy: REMEDY,
    });
  }
}
