import { EtalonError, messageOf } from "../../core/errors.ts";
import { type Address, readAddress } from "./address.ts";
import { type Client, type ConnectionOptions, type Library, loadLibrary, type Queue } from "./library.ts";
import { within } from "./patience.ts";

/** Begins the name of everything that Etalon has in a Redis. */
export const PREFIX = "etalon";

/** Milliseconds that a first connection may take. */
const PATIENCE = 5000;

/** A lost connection is tried again so often, ever more slowly: some four minutes in all. */
export const RECONNECTIONS = 100;

const SLOWEST = 3000;

/** Milliseconds that are waited for a Redis after it was decided to leave it. */
const FAREWELL = 3000;

/** A Redis that has answered. */
export interface Connection {
  readonly address: Address;
  readonly library: Library;
  /** How other parts of BullMQ connect to the same place. */
  readonly options: ConnectionOptions;
  /** Performs a command. @throws EtalonError `queue/lost`, `queue/refused-command`. */
  readonly command: (name: string, ...args: readonly (string | number)[]) => Promise<unknown>;
  /** The same on a connection of its own, for commands that wait. */
  waiting(): { readonly command: Connection["command"]; readonly close: () => void };
  /** Whether Redis is there at this moment. */
  isThere(): boolean;
  queue<Data>(name: string): Queue<Data>;
  close(): Promise<void>;
}

/** @param isOver whether nobody wants the connection any more: it is then not tried again. */
const optionsFor = ({ url, username, password }: Address, isOver: () => boolean): ConnectionOptions => ({
  url,
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
  connectTimeout: PATIENCE,
  maxRetriesPerRequest: null,
  retryStrategy: (attempt) => (isOver() || attempt > RECONNECTIONS ? null : Math.min(100 * attempt, SLOWEST)),
});

/** A command whose errors say where; a client may put its own command, password included, into a message. */
const commandOn =
  (client: Client, { shown }: Address): Connection["command"] =>
  async (name, ...args) => {
    try {
      return await client.call(name, ...args);
    } catch (thrown) {
      if (client.status === "end" || client.status === "close")
        throw new EtalonError("queue/lost", `the connection to ${shown} was lost`, {
          remedy: "start it and run the same command again: nothing that was answered is lost",
        });
      throw new EtalonError("queue/refused-command", `${shown} refused ${name}`, { got: messageOf(thrown) });
    }
  };

/** Who is told of a connection, and who ends it. */
export interface Listening {
  /** Told when the connection is lost and when it is there again. */
  readonly say?: (sentence: string) => void;
  /** Some seconds after it, what still waits for Redis fails. */
  readonly signal?: AbortSignal;
}

/**
 * Connects to a Redis.
 *
 * @throws EtalonError `queue/bad-address`, `queue/not-installed`, `queue/unreachable`.
 */
export async function connect(
  text: string,
  { say = () => undefined, signal }: Listening = {},
): Promise<Connection> {
  const address = readAddress(text);
  const library = await loadLibrary();
  let over = false;
  const options = optionsFor(address, () => over);
  const opened = new library.RedisConnection(options, { blocking: true, skipVersionCheck: true });
  let reason = `no answer within ${PATIENCE / 1000} s`;
  opened.on("error", (thrown) => (reason = messageOf(thrown) || reason));
  let first: Client | undefined;
  const arrived = opened.client.then((found) => (first = found));
  await within(PATIENCE, arrived);
  if (first === undefined) {
    over = true;
    void opened.close(true).catch(() => undefined);
    throw new EtalonError("queue/unreachable", `no Redis answers at ${address.shown}`, {
      got: reason,
      remedy: "start one (redis-server), or correct the address",
    });
  }
  const client: Client = first;
  let lost = false;
  client.on("close", () => {
    if (!lost && !over) say(`the connection to ${address.shown} is lost; waiting for it`);
    lost = true;
  });
  client.on("ready", () => {
    if (lost) say(`connected to ${address.shown} again`);
    lost = false;
  });
  const queues: Queue[] = [];
  let timer: NodeJS.Timeout | undefined;
  const leave = (): void => {
    over = true;
    // While a client waits for its next attempt, to disconnect it would leave its commands waiting for ever.
    if (client.status === "ready") client.disconnect();
  };
  const stop = (): void => {
    timer = setTimeout(leave, FAREWELL);
  };
  signal?.addEventListener("abort", stop, { once: true });
  const opening = { connection: options, prefix: PREFIX, skipVersionCheck: true };
  return {
    address,
    library,
    options,
    command: commandOn(client, address),
    isThere: () => client.status === "ready",
    waiting: () => {
      const own = client.duplicate();
      own.on("error", () => undefined);
      return { command: commandOn(own, address), close: () => own.disconnect() };
    },
    queue: <Data>(name: string) => {
      const queue = new library.Queue<Data>(name, opening);
      // Without a listener an error would end the process; a lost connection has been said.
      queue.on("error", () => undefined);
      queues.push(queue);
      return queue;
    },
    close: async () => {
      signal?.removeEventListener("abort", stop);
      clearTimeout(timer);
      over = true;
      await within(FAREWELL, Promise.all(queues.map((queue) => queue.close())));
      leave();
    },
  };
}
