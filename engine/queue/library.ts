import { EtalonError, messageOf } from "../../core/errors.ts";

/** What is used of a connection to Redis. */
export interface Client {
  readonly status: string;
  /** Any command, as Redis itself names it. */
  call(command: string, ...args: readonly (string | number)[]): Promise<unknown>;
  duplicate(): Client;
  on(event: "error" | "ready" | "close" | "end", listener: (thrown: unknown) => void): unknown;
  disconnect(): void;
}

/** How BullMQ connects. */
export interface ConnectionOptions {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly connectTimeout: number;
  readonly maxRetriesPerRequest: null;
  /** Milliseconds until the next attempt; null gives up. */
  readonly retryStrategy: (attempt: number) => number | null;
}

/** What is used of a job. */
export interface Job<Data = unknown> {
  readonly id?: string | undefined;
  readonly data: Data;
  readonly failedReason?: string | undefined;
  moveToWait(token: string | undefined): Promise<unknown>;
  remove(): Promise<void>;
}

/** How a job is put into a queue. */
export interface JobRequest<Data> {
  readonly name: string;
  readonly data: Data;
  readonly opts: {
    readonly jobId: string;
    readonly attempts: number;
    readonly backoff: { readonly type: "exponential"; readonly delay: number };
    readonly removeOnComplete: boolean;
    readonly removeOnFail: boolean;
  };
}

/** What is used of a queue. */
export interface Queue<Data = unknown> {
  addBulk(jobs: readonly JobRequest<Data>[]): Promise<unknown>;
  getFailed(): Promise<readonly Job<Data>[]>;
  getJobCounts(...states: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** The key of a job, or of the queue's other parts. */
  toKey(part: string): string;
  obliterate(options: { readonly force: boolean }): Promise<void>;
  on(event: "error", listener: (thrown: unknown) => void): unknown;
  close(): Promise<void>;
}

/** What is used of BullMQ's worker: it takes jobs, renews their locks and takes over those of workers that are lost. */
export interface Taker {
  on(event: "error", listener: (thrown: unknown) => void): unknown;
  /** Takes nothing more; resolves when what was taken is settled, or at once by force. */
  close(force?: boolean): Promise<void>;
}

interface TakerOptions {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  readonly runRetryDelay: number;
  readonly skipVersionCheck: boolean;
}

/** What is used of the optional package `bullmq`. */
export interface Library {
  readonly Queue: new <Data>(
    name: string,
    options: {
      readonly connection: ConnectionOptions;
      readonly prefix: string;
      readonly skipVersionCheck: boolean;
    },
  ) => Queue<Data>;
  readonly Worker: new <Data>(
    name: string,
    process: (job: Job<Data>, token?: string) => Promise<unknown>,
    options: TakerOptions,
  ) => Taker;
  readonly RedisConnection: new (
    options: ConnectionOptions,
    extra: { readonly blocking: boolean; readonly skipVersionCheck: boolean },
  ) => {
    readonly client: Promise<Client>;
    on(event: "error", listener: (thrown: unknown) => void): unknown;
    close(force?: boolean): Promise<void>;
  };
  /** Thrown by whoever has put a job back. */
  readonly WaitingError: new () => Error;
}

/**
 * Loads BullMQ.
 *
 * @param name the package. @defaultValue `bullmq`
 * @throws EtalonError `queue/not-installed`.
 */
export async function loadLibrary(name = "bullmq"): Promise<Library> {
  try {
    // By a name that the compiler does not follow: the package may be absent when this is compiled.
    return (await import(name)) as Library;
  } catch (cause) {
    throw new EtalonError(
      "queue/not-installed",
      "a queue needs the optional package bullmq, which could not be loaded",
      { got: messageOf(cause).split("\n")[0] ?? "", remedy: "npm install bullmq", cause },
    );
  }
}
