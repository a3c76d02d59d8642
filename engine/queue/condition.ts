import { seconds } from "../clock.ts";
import { announced } from "./announcement.ts";
import { connect } from "./connection.ts";

/** What matters of a Redis that holds a queue. */
export interface Condition {
  /** Host, port and database. */
  readonly shown: string;
  readonly version: string;
  /** Whether it knows every command that is used: from 6.2 on. */
  readonly isNewEnough: boolean;
  /** What it does when its memory is full: anything but `noeviction` removes jobs. */
  readonly eviction: string;
  /** Whether what it holds outlives it: `append-only file`, `snapshots` or `none`. */
  readonly persistence: "append-only file" | "snapshots" | "none";
  /** Milliseconds for a question and its answer, the median of ten. */
  readonly latency: number;
  /** Runs that want answers there. */
  readonly runs: number;
}

const field = (info: string, name: string): string =>
  new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim() ?? "unknown";

/** Snapshots are asked of the settings, where a user may read them; a snapshot that was made is the next best sign. */
async function hasSnapshots(
  command: (name: string, ...args: string[]) => Promise<unknown>,
): Promise<boolean> {
  try {
    const [, save = ""] = (await command("CONFIG", "GET", "save")) as string[];
    return save !== "";
  } catch {
    return false;
  }
}

/**
 * Looks at a Redis.
 *
 * @throws EtalonError `queue/bad-address`, `queue/not-installed`, `queue/unreachable`, `queue/refused-command`.
 */
export async function conditionOf(url: string): Promise<Condition> {
  const connection = await connect(url);
  const { command } = connection;
  try {
    const info = String(await command("INFO"));
    const version = field(info, "redis_version");
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const times: number[] = [];
    for (let k = 0; k < 10; k++) {
      const start = seconds();
      await command("PING");
      times.push(1000 * (seconds() - start));
    }
    const appends = field(info, "aof_enabled") === "1";
    return {
      shown: connection.address.shown,
      version,
      isNewEnough: major > 6 || (major === 6 && minor >= 2),
      eviction: field(info, "maxmemory_policy"),
      persistence: appends ? "append-only file" : (await hasSnapshots(command)) ? "snapshots" : "none",
      latency: times.sort((a, b) => a - b)[5]!,
      runs: (await announced(connection)).size,
    };
  } finally {
    await connection.close();
  }
}
