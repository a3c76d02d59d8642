import { afterAll, beforeAll } from "vitest";
import { codeIdentity } from "../../../engine/code-identity.ts";
import { makeHeader, makeManifest } from "../../../engine/manifest.ts";
import { makePlan, type Plan } from "../../../engine/plan.ts";
import type { Announcement } from "../../../engine/queue/announcement.ts";
import { type Connection, connect } from "../../../engine/queue/connection.ts";
import { backend } from "../../../linalg/index.ts";
import type { Metric } from "../../../core/metric.ts";
import { type Redis, startRedis } from "../../support/redis.ts";
import { temporaryFolders } from "../support/folder.ts";
import { difference, dice } from "../support/metrics.ts";
import { gridSuite, pairSuite } from "../support/suites.ts";

/** A Redis for the tests of a file, and connections to it. */
export function redisOfTests(...more: readonly string[]): {
  readonly redis: () => Redis;
  readonly connected: () => Promise<Connection>;
} {
  const newFolder = temporaryFolders();
  const open: Connection[] = [];
  let redis: Redis | undefined;
  beforeAll(async () => (redis = await startRedis(newFolder(), ...more)));
  afterAll(async () => {
    await Promise.all(open.map((connection) => connection.close()));
    await redis?.kill();
  });
  return {
    redis: () => redis!,
    connected: async () => {
      const connection = await connect(redis!.url);
      open.push(connection);
      return connection;
    },
  };
}

export const SUITES = [pairSuite(), gridSuite];

/** The backend of the tests' own process. */
export const active = (): Announcement["header"]["backend"] => {
  const { name, description } = backend();
  return { name, description };
};

/** A plan of the tests, and how a coordinator would announce it. */
export function planned(metrics: readonly Metric[] = [difference, dice]): {
  readonly plan: Plan;
  readonly announcement: Announcement;
} {
  const plan = makePlan({ metrics, suites: SUITES, profile: "quick", seed: 1 });
  const manifest = makeManifest(plan, codeIdentity(), active());
  const announcement = {
    header: makeHeader(manifest),
    version: manifest.etalon,
    plan: plan.hash,
    metrics: metrics.map(({ id }) => id),
    submissions: [],
    suites: SUITES.map(({ id }) => id),
  };
  return { plan, announcement };
}
