import type { Value } from "./outcome.ts";
import type { Random } from "./random.ts";
import type { Representation } from "./representation.ts";

/** What a generator makes: representations, and what is known to be true of them. */
export interface Generated<Truth = Value> {
  readonly representations: readonly Representation[];
  readonly truth: Truth;
}

/** A seeded source of representations about which something is known exactly. */
export interface Generator<Params extends Value = Value, Truth = Value> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly cite: string;
  readonly generate: (params: Params, random: Random) => Generated<Truth>;
}
