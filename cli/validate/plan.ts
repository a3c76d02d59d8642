import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import { readSource } from "../../engine/merge/sources.ts";
import { type PlanFile, readPlanFile } from "../../engine/plan-file.ts";
import { readShardFile, SHARD_FILE } from "../../engine/shard-file.ts";
import { CELLS_FILE } from "../../engine/store.ts";
import { count } from "../count.ts";
import type { Valid } from "./valid.ts";

/** What does not fit within a plan; undefined where all does. */
function misfit({ batches, metrics, suites }: PlanFile): string | undefined {
  const ids = new Set<string>();
  for (const batch of batches) {
    const { id, cells, costs } = batch;
    if (cells.length === 0 || cells.length !== batch.metrics.length || cells.length !== costs.length)
      return `batch ${id}: ${cells.length} cells, ${batch.metrics.length} metrics, ${costs.length} costs`;
    if (batch.suite >= suites.length || batch.metrics.some((metric) => metric >= metrics.length))
      return `batch ${id}: a suite or metric that is not listed`;
    for (const one of [id, ...cells]) {
      if (ids.has(one)) return `${one} twice`;
      ids.add(one);
    }
  }
  return undefined;
}

/** A plan that `etalon plan` has written. @throws EtalonError `plan/…`, `validate/inconsistent`. */
export function validatePlan(file: string): Valid {
  const plan = readPlanFile(file);
  const got = misfit(plan);
  if (got !== undefined) {
    throw new EtalonError("validate/inconsistent", `${file}: batches and cells do not fit together`, {
      got,
      remedy: "make it again with etalon plan",
    });
  }
  const cells = plan.batches.reduce((sum, batch) => sum + batch.cells.length, 0);
  return { file, kind: "plan", summary: `${count(cells, "cell")} in ${plan.batches.length} batches` };
}

/** A shard's folder, and that its cells are those of the shard. @throws EtalonError `shard/…`, `merge/other-cells`, `validate/damaged`. */
export function validateShard(folder: string): Valid[] {
  const shard = readShardFile(folder);
  let cells = 0;
  const damaged = readSource({ ...shard, folder }, () => cells++);
  const file = path.join(folder, CELLS_FILE);
  if (damaged > 0) {
    throw new EtalonError("validate/damaged", `${file}: lines are no cells, or their ids no hashes`, {
      got: `${damaged} such lines`,
      remedy: "run the same command again: what is damaged is asked once more",
    });
  }
  const summary = `shard ${shard.index}/${shard.of} of plan ${shard.manifest.plan}`;
  return [
    { file: path.join(folder, SHARD_FILE), kind: "shard", summary },
    { file, kind: "cells", summary: count(cells, "cell") },
  ];
}
