import { z } from "zod";
import { outcomeSchema } from "../../core/outcome.ts";
import { type Connection, PREFIX } from "./connection.ts";

/** The answer to one cell, on its way to the store. */
const messageSchema = z.strictObject({
  cell: z.string(),
  outcome: outcomeSchema,
  seconds: z.number().nonnegative(),
  /** The worker process that answered. */
  by: z.string(),
});

export type Message = z.infer<typeof messageSchema>;

/** Answers taken at once. */
const MOST = 500;

const FIELD = "answer";

/** In one step, and only while the run lasts: a worker that comes late leaves nothing behind. */
const SEND = `if redis.call("EXISTS", KEYS[1]) == 0 then return 0 end
redis.call("XADD", KEYS[1], "*", ARGV[1], ARGV[2])
return redis.call("SADD", KEYS[2], ARGV[3])`;

type Entry = readonly [id: string, fields: readonly string[]];

/**
 * The answers of a run that are on their way, in a stream of Redis. An answer leaves it only when it is stored: what
 * comes while nobody receives stays.
 */
export interface Answers {
  /** Makes the stream, if it is not there. */
  open(): Promise<void>;
  /** Sends an answer and marks its cell as answered; into nothing if the run has ended. */
  send(message: Message): Promise<void>;
  /** Those of the cells that were answered already. */
  answered(cells: readonly string[]): Promise<Set<string>>;
  /** Forgets that these were answered. */
  forget(cells: readonly string[]): Promise<void>;
  /**
   * Hands on what is there, and takes out what `store` was told without throwing.
   *
   * @param command waits on a connection of its own. @defaultValue does not wait
   * @param wait Milliseconds to wait for the first. @defaultValue 0
   * @returns how many there were.
   */
  receive(
    store: (message: Message) => void,
    damaged: () => void,
    command?: Connection["command"],
    wait?: number,
  ): Promise<number>;
  /** Removes all of it. */
  remove(): Promise<void>;
}

/** The answers of a run. */
export function answersOf({ command }: Pick<Connection, "command">, run: string): Answers {
  const stream = `${PREFIX}:${run}:answers`;
  const done = `${PREFIX}:${run}:answered`;
  return {
    open: async () => {
      if ((await command("EXISTS", stream)) === 1) return;
      await command("XADD", stream, "*", "begin", "1");
      await command("XTRIM", stream, "MAXLEN", 0);
    },
    send: async (message) => {
      await command("EVAL", SEND, 2, stream, done, FIELD, JSON.stringify(message), message.cell);
    },
    answered: async (cells) => {
      if (cells.length === 0) return new Set();
      const marks = (await command("SMISMEMBER", done, ...cells)) as number[];
      return new Set(cells.filter((_, k) => marks[k] === 1));
    },
    forget: async (cells) => {
      if (cells.length > 0) await command("SREM", done, ...cells);
    },
    receive: async (store, damaged, reading = command, wait = 0) => {
      const blocking = wait > 0 ? ["BLOCK", wait] : [];
      // Always from the beginning: what was stored is there no more.
      const found = (await reading("XREAD", "COUNT", MOST, ...blocking, "STREAMS", stream, "0")) as
        readonly (readonly [string, readonly Entry[]])[] | null;
      const entries = found?.[0]?.[1] ?? [];
      for (const [, fields] of entries) {
        const message = read(fields);
        if (message === undefined) damaged();
        else store(message);
      }
      if (entries.length > 0) await command("XDEL", stream, ...entries.map(([id]) => id));
      return entries.length;
    },
    remove: async () => {
      await command("DEL", stream, done);
    },
  };
}

function read(fields: readonly string[]): Message | undefined {
  const [name, text = ""] = fields;
  if (name !== FIELD) return undefined;
  try {
    return messageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
