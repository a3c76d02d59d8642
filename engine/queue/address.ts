import { EtalonError } from "../../core/errors.ts";

/** Where a Redis is, and how one gets in. */
export interface Address {
  /** With whatever secrets it holds: for the client alone. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** Without user and password, for people. */
  readonly shown: string;
}

/** Environment variables for what should not stand on a command line, where every user of the machine can read it. */
export const SECRETS = { username: "ETALON_REDIS_USERNAME", password: "ETALON_REDIS_PASSWORD" } as const;

const wrong = (why: string): EtalonError =>
  // The text itself may hold a password and is not repeated.
  new EtalonError("queue/bad-address", `a queue's address ${why}`, {
    remedy: "write redis://host:port/number, or rediss:// for a connection that is encrypted",
  });

/**
 * Reads `redis://[user:password@]host[:port][/database]` or `rediss://…`.
 *
 * @throws EtalonError `queue/bad-address`; no message repeats the text.
 */
export function readAddress(text: string, environment: NodeJS.ProcessEnv = process.env): Address {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong("is a URL");
  }
  if (url.protocol !== "redis:" && url.protocol !== "rediss:")
    throw wrong(`begins with redis:// or rediss://, not ${url.protocol}//`);
  if (url.hostname === "") throw wrong("names a host");
  // What follows a question mark would set options of the client.
  if (url.search !== "" || url.hash !== "") throw wrong("ends with the number of the database");
  if (!/^(\/\d*)?$/.test(url.pathname)) throw wrong("ends with the number of the database");
  const { [SECRETS.username]: username, [SECRETS.password]: password } = environment;
  const port = url.port === "" ? "6379" : url.port;
  const database = url.pathname.slice(1) || "0";
  return {
    url: url.href,
    ...(url.username === "" && username ? { username } : {}),
    ...(url.password === "" && password ? { password } : {}),
    shown: `${url.protocol}//${url.hostname}:${port}/${database}`,
  };
}
