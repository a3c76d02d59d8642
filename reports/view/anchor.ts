/** The part of an id that may stand in an address without escaping. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}

/**
 * An element id for each name: `prefix-name`, reduced to a–z, 0–9, full stop and hyphen, so that it needs no
 * escaping in an attribute or after `#`. Names that become equal get a number.
 */
export function anchors(prefix: string, names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const result = new Map<string, string>();
  for (const name of names) {
    const base = `${prefix}-${slug(name)}`;
    let anchor = base;
    for (let i = 2; taken.has(anchor); i++) anchor = `${base}-${i}`;
    taken.add(anchor);
    result.set(name, anchor);
  }
  return result;
}
