import { z } from "zod";
import { cellRecordSchema } from "../../core/cell.ts";
import { resultSchema } from "../../core/result.ts";
import { planFileSchema } from "../../engine/plan-file.ts";
import { shardFileSchema } from "../../engine/shard-file.ts";
import { headerSchema } from "../../engine/store/header.ts";
import { baselineSchema } from "../../reports/baseline.ts";
import { configSchema } from "./schema.ts";

const SCHEMAS = {
  config: [configSchema, "etalon.config.json"],
  result: [resultSchema, "result.json"],
  baseline: [baselineSchema, "etalon.baseline.json"],
  "cells-header": [headerSchema, "the first line of cells.jsonl"],
  cell: [cellRecordSchema, "every other line of cells.jsonl"],
  plan: [planFileSchema, "what etalon plan writes"],
  shard: [shardFileSchema, "shard.json"],
} as const;

/** The schemas of the files that Etalon reads and writes as JSON Schema, by the names under which they are published. */
export function publishedSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, [schema, title]]) => [
      name,
      // As a file may be written: what has a default may be left out.
      { ...z.toJSONSchema(schema, { io: "input" }), title },
    ]),
  );
}
