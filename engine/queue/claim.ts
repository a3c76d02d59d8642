import { hostname } from "node:os";
import { canonicalJson } from "../../core/canonical-json.ts";
import { EtalonError } from "../../core/errors.ts";
import { type Connection, PREFIX } from "./connection.ts";
import { pause } from "./patience.ts";

/** Milliseconds after which the claim of a coordinator that says nothing more is void. */
const VALID = 15_000;

/** The right of one coordinator to receive a run's answers: two would take them away from each other. */
export interface Claim {
  /** Renews it; to be called every few seconds. @throws EtalonError `queue/taken` if another one has it. */
  renew(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Claims a run for the folder's owner. A claim of the same folder is taken over at once: the folder's own lock says that
 * its coordinator has ended. For others it waits until a claim that nobody renews is void.
 *
 * @param folder the full path of the run's folder.
 * @throws EtalonError `queue/taken` while another coordinator renews its claim, what `signal` was aborted with.
 */
export async function claimRun(
  { command, address }: Pick<Connection, "command" | "address">,
  run: string,
  folder: string,
  signal: AbortSignal,
  valid = VALID,
): Promise<Claim> {
  const key = `${PREFIX}:${run}:coordinator`;
  const mine = canonicalJson({ folder, host: hostname() });
  const taken = (owner: unknown): EtalonError =>
    new EtalonError("queue/taken", `another coordinator receives the answers of ${run} at ${address.shown}`, {
      got: String(owner),
      remedy: "wait for it, or give this run another database of Redis",
    });
  /** Whoever has it now, if not this one. */
  const attempt = async (): Promise<unknown> => {
    if ((await command("SET", key, mine, "NX", "PX", valid)) === "OK") return undefined;
    const owner = await command("GET", key);
    if (owner !== mine) return owner;
    await command("PEXPIRE", key, valid);
    return undefined;
  };
  const steps = 20;
  for (let step = 0; ; step++) {
    const owner = await attempt();
    if (owner === undefined) break;
    if (step === steps) throw taken(owner);
    await pause((1.1 * valid) / steps, signal);
    signal.throwIfAborted();
  }
  return {
    renew: async () => {
      const owner = await attempt();
      if (owner !== undefined) throw taken(owner);
    },
    release: async () => {
      if ((await command("GET", key)) === mine) await command("DEL", key);
    },
  };
}
