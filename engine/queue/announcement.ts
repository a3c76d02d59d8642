import { z } from "zod";
import { contentHash } from "../../core/hash.ts";
import type { Batch } from "../plan.ts";
import { headerSchema } from "../store/header.ts";
import type { Connection } from "./connection.ts";
import { PREFIX } from "./connection.ts";

/** The Redis hash with the runs that want answers, by name. */
const RUNS = `${PREFIX}:runs`;

/**
 * What a worker must know of a run to make the same plan by itself: names, and no code and no address of code. Whatever
 * else a Redis says is not believed.
 */
export const announcementSchema = z.strictObject({
  /** What the outcomes depend on besides their cells: a worker must agree in all of it. */
  header: headerSchema,
  /** The version of Etalon, for people. */
  version: z.string(),
  /** The hash of the plan: which cells there are. */
  plan: z.string(),
  /** Etalon's own metrics, by id. */
  metrics: z.array(z.string()),
  /** Metrics that somebody handed in, as cells name them: a worker must have been given the same. */
  submissions: z.array(z.string()),
  suites: z.array(z.string()),
});

export type Announcement = z.infer<typeof announcementSchema>;

/** The name of a run's queue. Another plan, code, backend or kind of machine is another queue. */
export const runName = ({ header, plan }: Pick<Announcement, "header" | "plan">): string =>
  `run-${contentHash([header, plan]).slice(0, 20)}`;

/** The id of a batch's job: the hash of all its cells, also of those that are answered already. */
export const jobId = ({ cells }: Pick<Batch, "cells">): string =>
  `b${contentHash(cells.map(({ id }) => id).sort())}`;

/** What a job says: which cells of its batch are wanted. */
export interface JobData {
  readonly cells: readonly string[];
}

/** Lets workers know of a run. */
export async function announce({ command }: Connection, announcement: Announcement): Promise<void> {
  await command("HSET", RUNS, runName(announcement), JSON.stringify(announcement));
}

/** Takes a run back: workers turn to others. */
export async function withdraw({ command }: Connection, name: string): Promise<void> {
  await command("HDEL", RUNS, name);
}

/** The runs that want answers, by name; undefined for one that cannot be read, or whose name is not its own. */
export async function announced({
  command,
}: Pick<Connection, "command">): Promise<Map<string, Announcement | undefined>> {
  const flat = (await command("HGETALL", RUNS)) as string[];
  const runs = new Map<string, Announcement | undefined>();
  for (let k = 0; k + 1 < flat.length; k += 2) {
    // In bounds: names and texts in turn.
    const [name, text] = [flat[k]!, flat[k + 1]!];
    const read = parsed(text);
    runs.set(name, read !== undefined && runName(read) === name ? read : undefined);
  }
  return runs;
}

function parsed(text: string): Announcement | undefined {
  try {
    return announcementSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
