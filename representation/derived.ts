import type { Representation } from "../core/representation.ts";

/**
 * Quantities derived from a representation, or from a pair, are computed at most once and shared by every metric
 * that asks. They are pure functions of their representations, so sharing or forgetting them moves no bit.
 *
 * What is kept is bounded by a budget; the least recently used goes first and is computed again when asked for.
 */
interface Entry {
  readonly value: unknown;
  readonly bytes: number;
  readonly home: Map<symbol, Entry>;
  readonly key: symbol;
  /** The one used before it and the one used after it. */
  older: Entry;
  newer: Entry;
}

/**
 * What a quantity of X is for X with its rows in another order (row i is row `order[i]` of X), from its value for X;
 * undefined where it has to be computed anew. See `permute-rows.ts`.
 */
export type RowRule<T> = (value: T, order: Int32Array) => T | undefined;

/** A representation that is another one with its rows in a new order. */
interface Reordering {
  readonly of: Representation;
  readonly order: Int32Array;
}

const reorderings = new WeakMap<Representation, Reordering>();

const DEFAULT_BUDGET = 1536 * 2 ** 20;

let budget = DEFAULT_BUDGET;
let held = 0;
/** Representations that are used once, such as a random half of the rows. */
const passing = new WeakSet<Representation>();
/** Ends of the ring of all entries in order of use: what comes after it was used least recently. */
const ends = ringOfNone();
/** Those of representations with reordered rows and of passing ones. */
const ofReordered = new Set<Entry>();
let ofOne = new WeakMap<Representation, Map<symbol, Entry>>();
let ofTwo = new WeakMap<Representation, WeakMap<Representation, Map<symbol, Entry>>>();

/** Bytes of typed arrays reachable through plain objects and arrays. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 8;
  let total = 16;
  for (const key in value) total += bytesOf((value as Record<string, unknown>)[key]);
  return total;
}

function ringOfNone(): Entry {
  const none = { value: undefined, bytes: 0, home: new Map<symbol, Entry>(), key: Symbol("ends") } as Entry;
  return Object.assign(none, { older: none, newer: none });
}

function unlink({ older, newer }: Entry): void {
  older.newer = newer;
  newer.older = older;
}

/** Puts an entry where the most recently used one is. */
function linkNewest(entry: Entry): void {
  const last = ends.older;
  entry.older = last;
  entry.newer = ends;
  last.newer = entry;
  ends.older = entry;
}

function forget(entry: Entry): void {
  unlink(entry);
  ofReordered.delete(entry);
  entry.home.delete(entry.key);
  held -= entry.bytes;
}

/** Says that `x` is `of` with its rows in a new order, so that what has a rule is not computed again. */
export function rememberReordering(x: Representation, of: Representation, order: Int32Array): void {
  reorderings.set(x, { of, order });
}

/** Says that `x` will be used for one question only: {@link forgetReordered} forgets what is derived from it. */
export function rememberPassing(x: Representation): void {
  passing.add(x);
}

const passes = (x: Representation): boolean => reorderings.has(x) || passing.has(x);

/** Whether `x` is another representation with its rows in a new order, as in each draw of a permutation test. */
export const isReordered = (x: Representation): boolean => reorderings.has(x);

/** What is kept under a key, which has been used now. */
function lookUp(home: ReadonlyMap<symbol, Entry>, key: symbol): Entry | undefined {
  const known = home.get(key);
  if (known !== undefined && known.newer !== ends) {
    unlink(known);
    linkNewest(known);
  }
  return known;
}

/** Forgets the least recently used until no more than the given bytes are held. */
function shrinkTo(bytes: number): void {
  while (held > bytes && ends.newer !== ends) forget(ends.newer);
}

function keep(home: Map<symbol, Entry>, key: symbol, reordered: boolean, value: unknown): void {
  const bytes = bytesOf(value);
  if (bytes > budget) return;
  shrinkTo(budget - bytes);
  const entry: Entry = { value, bytes, home, key, older: ends, newer: ends };
  home.set(key, entry);
  linkNewest(entry);
  if (reordered) ofReordered.add(entry);
  held += bytes;
}

/**
 * A quantity derived from one representation; `name` is for people who debug.
 *
 * @param rule How it follows the rows into another order. @defaultValue it is computed again
 */
export function derived<T>(
  name: string,
  compute: (x: Representation) => T,
  rule?: RowRule<T>,
): (x: Representation) => T {
  const key = Symbol(name);
  const computed = (x: Representation): T => {
    const from = reorderings.get(x);
    const moved = from === undefined || rule === undefined ? undefined : rule(recalled(from.of), from.order);
    return moved ?? compute(x);
  };
  const recalled = (x: Representation): T => {
    let home = ofOne.get(x);
    if (home === undefined) ofOne.set(x, (home = new Map<symbol, Entry>()));
    const known = lookUp(home, key);
    if (known !== undefined) return known.value as T;
    const value = computed(x);
    keep(home, key, passes(x), value);
    return value;
  };
  return recalled;
}

/** A family of derived quantities with one numeric or textual parameter, such as a kernel's width. */
export function derivedWith<P extends string | number, T>(
  name: string,
  compute: (x: Representation, parameter: P) => T,
  rule?: RowRule<T>,
): (x: Representation, parameter: P) => T {
  const members = new Map<P, (x: Representation) => T>();
  return (x, parameter) => {
    let member = members.get(parameter);
    if (member === undefined) {
      member = derived(`${name} ${parameter}`, (of) => compute(of, parameter), rule);
      members.set(parameter, member);
    }
    return member(x);
  };
}

function homeOf(x: Representation, y: Representation): Map<symbol, Entry> {
  let partners = ofTwo.get(x);
  if (partners === undefined) ofTwo.set(x, (partners = new WeakMap()));
  let home = partners.get(y);
  if (home === undefined) partners.set(y, (home = new Map<symbol, Entry>()));
  return home;
}

/** Keeps what is not known yet of an ordered pair. */
function keepPair(x: Representation, y: Representation, key: symbol, value: unknown): void {
  const home = homeOf(x, y);
  if (lookUp(home, key) === undefined) keep(home, key, passes(x) || passes(y), value);
}

/** A quantity of ordered pairs; it may also be put there by a computation over many pairs at once. */
export interface DerivedPair<T> {
  (x: Representation, y: Representation): T;
  /** Whether it is known and would not have to be computed. */
  readonly has: (x: Representation, y: Representation) => boolean;
  /** Keeps what would have been computed, if it is not known yet. */
  readonly set: (x: Representation, y: Representation, value: T) => void;
}

/** A quantity derived from an ordered pair. */
export function derivedPair<T>(
  name: string,
  compute: (x: Representation, y: Representation) => T,
): DerivedPair<T> {
  const key = Symbol(name);
  const recalled = (x: Representation, y: Representation): T => {
    const home = homeOf(x, y);
    const known = lookUp(home, key);
    if (known !== undefined) return known.value as T;
    const value = compute(x, y);
    keep(home, key, passes(x) || passes(y), value);
    return value;
  };
  return Object.assign(recalled, {
    has: (x: Representation, y: Representation) => ofTwo.get(x)?.get(y)?.has(key) === true,
    set: (x: Representation, y: Representation, value: T) => keepPair(x, y, key, value),
  });
}

/** A family of quantities of an ordered pair with one parameter. */
export function derivedPairWith<P extends string | number, T>(
  name: string,
  compute: (x: Representation, y: Representation, parameter: P) => T,
): (x: Representation, y: Representation, parameter: P) => T {
  const members = new Map<P, (x: Representation, y: Representation) => T>();
  return (x, y, parameter) => {
    let member = members.get(parameter);
    if (member === undefined) {
      member = derivedPair(`${name} ${parameter}`, (a, b) => compute(a, b, parameter));
      members.set(parameter, member);
    }
    return member(x, y);
  };
}

/** What {@link pairMemo} keeps: a symmetric quantity of pairs, put there by a computation over many pairs at once. */
export interface PairMemo<T> {
  /** Undefined where it was never set, or has been forgotten for the budget. */
  readonly get: (x: Representation, y: Representation) => T | undefined;
  readonly set: (x: Representation, y: Representation, value: T) => void;
}

/** A symmetric quantity of pairs that metrics share, within the same budget as what is derived. */
export function pairMemo<T>(name: string): PairMemo<T> {
  const key = Symbol(name);
  const find = (x: Representation, y: Representation): T | undefined => {
    const home = ofTwo.get(x)?.get(y);
    return home === undefined ? undefined : (lookUp(home, key)?.value as T | undefined);
  };
  return {
    get: (x, y) => find(x, y) ?? find(y, x),
    set: (x, y, value) => keepPair(x, y, key, value),
  };
}

/** Forgets everything derived; called when the data of a batch are done with. */
export function forgetDerived(): void {
  ends.older = ends;
  ends.newer = ends;
  ofReordered.clear();
  held = 0;
  ofOne = new WeakMap();
  ofTwo = new WeakMap();
}

/** Forgets what was derived from representations that are used once: reordered rows, random halves. */
export function forgetReordered(): void {
  for (const entry of ofReordered) forget(entry);
}

/** Bytes held now. */
export function derivedBytes(): number {
  return held;
}

/** Sets the budget in bytes and forgets what no longer fits. @defaultValue 1.5 GiB */
export function setDerivedBudget(bytes: number = DEFAULT_BUDGET): void {
  budget = bytes;
  shrinkTo(budget);
}
