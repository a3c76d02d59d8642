/** What a file turned out to be, in a few words. */
export interface Valid {
  readonly file: string;
  readonly kind: "result" | "baseline" | "cells" | "config" | "counter-example" | "plan" | "shard";
  readonly summary: string;
}
