import type { Isolation } from "../../core/submission.ts";

/** How a submission's program is started. */
export interface Launch {
  /** Absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  /** Files and folders that it reads, absolute; a sandbox shows them, read-only, and nothing else of their folders. */
  readonly reads: readonly string[];
}

/** What a submission may use. */
export interface Limits {
  /** Wall-clock seconds for an answer. */
  readonly seconds: number;
  /** Bytes that its processes together may hold resident. */
  readonly bytes: number;
}

/** @defaultValue half a minute for an answer, 2 GiB */
export const DEFAULT_LIMITS: Limits = { seconds: 30, bytes: 2 * 2 ** 30 };

/** How it is started and kept. */
export interface Confinement {
  readonly isolation: Isolation;
  readonly limits: Limits;
}
