import type { Case, Profile } from "../../core/suite.ts";
import type { Answer } from "../execute.ts";
import type { SubmittedMetric } from "../submission/spec.ts";

/** Which backend computes, for the manifest and so that workers can be held to it. */
export interface BackendInfo {
  readonly name: "native" | "portable";
  readonly description: string;
}

/** What a worker loads before it is asked anything. */
export interface OpenMessage {
  readonly type: "open";
  /** Address of the module with `loadCatalogue`. */
  readonly catalogue: string;
  readonly metrics: readonly string[];
  /** Metrics that somebody handed in, which no module holds. @defaultValue none */
  readonly submissions?: readonly SubmittedMetric[];
  readonly suites: readonly string[];
  readonly profile: Profile;
  readonly seed: number;
  /** Bytes of derived quantities that may be kept. */
  readonly budget: number;
}

/** A batch to be executed, or some cells of one; metrics and suite by id. */
export interface BatchMessage {
  readonly type: "batch";
  readonly suite: string;
  readonly case: Case;
  readonly replicate: number;
  readonly metrics: readonly string[];
  /** Whether more of the same batch may come: its data are kept until then. @defaultValue false */
  readonly goesOn?: boolean;
}

/** To a worker. */
export type Order = OpenMessage | BatchMessage;

/** From a worker: it is ready, answers, the end of a batch, or a fault of the harness itself. */
export type Notice =
  | { readonly type: "ready"; readonly backend: BackendInfo }
  | { readonly type: "answers"; readonly answers: readonly Answer[] }
  | { readonly type: "done" }
  /** A submission's group of processes begins or ends: should the worker die, the parent ends it. */
  | { readonly type: "group"; readonly group: number; readonly begins: boolean }
  | { readonly type: "fault"; readonly code: string; readonly message: string };
