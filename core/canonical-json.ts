import { EtalonError } from "./errors.ts";

/**
 * JSON with sorted keys and no white space: equal values have equal text, whatever the order in which they were
 * built. Keys whose value is `undefined` are left out.
 *
 * @throws EtalonError `json/not-representable` for NaN, Infinity, functions, symbols and bigints.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return JSON.stringify(value);
    throw new EtalonError("json/not-representable", "canonicalJson: numbers must be finite", {
      got: String(value),
    });
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  throw new EtalonError("json/not-representable", "canonicalJson: this value has no JSON form", {
    got: typeof value,
  });
}
