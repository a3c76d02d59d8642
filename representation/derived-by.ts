import type { Representation } from "../core/representation.ts";
import type { RowRule } from "./derived.ts";
import { derived } from "./derived.ts";

/**
 * A family of derived quantities with parameters of any shape: {@link derived} once for each distinct key.
 *
 * @param keyOf Two sets of parameters with the same key are the same quantity. @defaultValue their JSON
 * @param rule How it follows the rows into another order. @defaultValue it is computed again
 */
export function derivedBy<P, T>(
  name: string,
  compute: (x: Representation, parameters: P) => T,
  keyOf: (parameters: P) => string = (parameters) => JSON.stringify(parameters),
  rule?: RowRule<T>,
): (x: Representation, parameters: P) => T {
  const members = new Map<string, (x: Representation) => T>();
  return (x, parameters) => {
    const key = keyOf(parameters);
    let member = members.get(key);
    if (member === undefined) {
      member = derived(`${name} ${key}`, (of) => compute(of, parameters), rule);
      members.set(key, member);
    }
    return member(x);
  };
}
