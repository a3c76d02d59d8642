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

/** A quantity of an ordered pair. */
interface PairValue {
  readonly key: symbol;
  readonly x: Representation;
  readonly y: Representation;
  readonly value: unknown;
}

/** What is derived from pairs while one is given; see {@link withGiven}. */
let aside: PairValue[] | undefined;

/** What `compute` returns where no pair is given. */
function outside<T>(compute: () => T): T {
  const outer = aside;
  aside = undefined;
  try {
    return compute();
  } finally {
    aside = outer;
  }
}

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
    const value = outside(() => computed(x));
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

/** A quantity of ordered pairs; its key tells it from others. */
export interface DerivedPair<T> {
  (x: Representation, y: Representation): T;
  readonly key: symbol;
}

/** A quantity derived from an ordered pair. */
export function derivedPair<T>(
  name: string,
  compute: (x: Representation, y: Representation) => T,
): DerivedPair<T> {
  const key = Symbol(name);
  const recalled = (x: Representation, y: Representation): T => {
    if (aside !== undefined) return recalledAside(aside, key, x, y, compute);
    const home = homeOf(x, y);
    const known = lookUp(home, key);
    if (known !== undefined) return known.value as T;
    const value = compute(x, y);
    keep(home, key, passes(x) || passes(y), value);
    return value;
  };
  return Object.assign(recalled, { key });
}

function recalledAside<T>(
  known: PairValue[],
  key: symbol,
  x: Representation,
  y: Representation,
  compute: (x: Representation, y: Representation) => T,
): T {
  for (const entry of known) if (entry.key === key && entry.x === x && entry.y === y) return entry.value as T;
  const value = compute(x, y);
  known.push({ key, x, y, value });
  return value;
}

/**
 * What `ask` returns where a quantity of a pair is not computed but given: as a block of a product over many pairs,
 * which rounds otherwise. What is derived from pairs meanwhile is kept apart from what is derived without, and
 * forgotten, so that no value depends on who asked before.
 */
export function withGiven<T, R>(
  { key }: DerivedPair<T>,
  x: Representation,
  y: Representation,
  value: T,
  ask: () => R,
): R {
  const outer = aside;
  aside = [{ key, x, y, value }];
  try {
    return ask();
  } finally {
    aside = outer;
  }
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

/** What is kept of two lists; one list with itself is another question than with an equal one. */
interface ListHome {
  readonly xs: readonly Representation[];
  readonly ys: readonly Representation[];
  readonly same: boolean;
  readonly home: Map<symbol, Entry>;
}

/** The pairs of lists that were asked for last, the newest first. */
let ofLists: ListHome[] = [];

/** How many are kept: those of one measurement; metrics in turn ask for the same. */
const LISTS = 8;

function homeOfLists(xs: readonly Representation[], ys: readonly Representation[]): Map<symbol, Entry> {
  const equal = (a: readonly Representation[], b: readonly Representation[]): boolean =>
    a.length === b.length && a.every((x, i) => x === b[i]);
  const at = ofLists.findIndex((of) => of.same === (xs === ys) && equal(of.xs, xs) && equal(of.ys, ys));
  const found = at < 0 ? undefined : ofLists.splice(at, 1)[0];
  const of = found ?? { xs: [...xs], ys: [...ys], same: xs === ys, home: new Map<symbol, Entry>() };
  ofLists.unshift(of);
  if (ofLists.length > LISTS) for (const entry of ofLists.pop()!.home.values()) forget(entry);
  return of.home;
}

/**
 * A quantity of all pairs of two lists: what products over many pairs give depends, in its last digits, on all of them,
 * and so is kept under the lists.
 */
export function derivedOfLists<T>(
  name: string,
  compute: (xs: readonly Representation[], ys: readonly Representation[], parameter: string) => T,
): (xs: readonly Representation[], ys: readonly Representation[], parameter?: string) => T {
  const keys = new Map<string, symbol>();
  return (xs, ys, parameter = "") => {
    let key = keys.get(parameter);
    if (key === undefined) keys.set(parameter, (key = Symbol(`${name} ${parameter}`)));
    const home = homeOfLists(xs, ys);
    const known = lookUp(home, key);
    if (known !== undefined) return known.value as T;
    const value = outside(() => compute(xs, ys, parameter));
    keep(home, key, xs.some(passes) || ys.some(passes), value);
    return value;
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
  ofLists = [];
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
