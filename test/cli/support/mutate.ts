import type { Random } from "../../../core/random.ts";

/** A JSON value that may be anything. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const nested = (depth: number): Json => {
  let value: Json = 1;
  for (let k = 0; k < depth; k++) value = k % 2 === 0 ? [value] : { a: value };
  return value;
};

/** What nobody expects in a place. */
const ODD: readonly (() => Json)[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 53, -0].map((value) => () => value),
  ...["", " ", "NaN", "Infinity", "__proto__", "a\u0000b", "\ud800", "</script><img src=x>", "🙂"].map(
    (value) => () => value,
  ),
  () => [],
  () => ({}),
  () => [[]],
  () => ({ length: 1e9 }),
  () => nested(40),
  () => nested(1000),
  () => "x".repeat(20_000),
  () => Array.from({ length: 2000 }, (_, k) => k),
  () => Array.from({ length: 30 }, () => Array.from({ length: 30 }, () => 1)),
  () => ({ ["__proto__"]: { polluted: true }, constructor: { prototype: {} }, toString: 1 }),
];

const KEYS = ["__proto__", "constructor", "toString", "", "id", "value", "status", "x y", "0", "length"];

const pick = <T>(random: Random, from: readonly T[]): T => from[random.integer(from.length)]!;

/** Objects and lists in a value, itself included, but not those far down. */
function holders(value: Json, depth = 60): (Json[] | { [key: string]: Json })[] {
  if (typeof value !== "object" || value === null || depth === 0) return [];
  return [value, ...Object.values(value).flatMap((inner) => holders(inner, depth - 1))];
}

const copy = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;

/** A key that JSON may hold and an assignment would not make. */
const define = (holder: object, key: string, value: Json): void =>
  void Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });

/** Changes one place of a value. */
function changePlace(value: Json, random: Random): void {
  const holder = pick(random, holders(value));
  const keys = Object.keys(holder);
  const key = keys.length === 0 ? "0" : pick(random, keys);
  const old = (holder as Record<string, Json>)[key] ?? null;
  switch (random.integer(6)) {
    case 0:
      Reflect.deleteProperty(holder, key);
      break;
    case 1:
      if (Array.isArray(holder)) holder.push(pick(random, ODD)());
      else define(holder, pick(random, KEYS), pick(random, ODD)());
      break;
    case 2:
      if (Array.isArray(holder)) holder.push(copy(old));
      else define(holder, `${key}x`, old);
      break;
    case 3: {
      const other = pick(random, holders(value));
      define(holder, key, copy(pick(random, Object.values(other as Record<string, Json>)) ?? null));
      break;
    }
    default:
      define(holder, key, pick(random, ODD)());
  }
}

/** JSON text of a value with one to three places changed. */
export function mutateValue(text: string, random: Random): string {
  const value = JSON.parse(text) as Json;
  for (let k = 1 + random.integer(3); k > 0; k--) changePlace(value, random);
  // A list with a hole or a key is a list again.
  return JSON.stringify(value);
}

/** Bytes with one to four places changed: flipped, lost, doubled, filled in or cut off. */
export function mutateBytes(text: string, random: Random): Buffer {
  let bytes = Buffer.from(text);
  for (let k = 1 + random.integer(4); k > 0; k--) {
    const at = random.integer(Math.max(1, bytes.length));
    const to = Math.min(bytes.length, at + 1 + random.integer(40));
    switch (random.integer(6)) {
      case 0:
        bytes[at] = random.integer(256);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
        break;
      case 3:
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(pick(random, ['"', "[", "{", "}", "1e999", "-", "null,", "\n", "[".repeat(100_000)])),
          bytes.subarray(at),
        ]);
        break;
      case 4:
        bytes = Buffer.from(bytes.subarray(0, at));
        break;
      default:
        bytes = Buffer.from(bytes.toString("utf8").replace(/\d/, () => String(random.integer(10))));
    }
  }
  return bytes;
}
