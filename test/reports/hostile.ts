import type { Result } from "../../core/result.ts";

/** Breaks out of text, attributes, style, script, comments and templates, should any of them let it. */
export const PAYLOAD = `"'></title></style></script>--><script>globalThis.pwned=1</script><img src=x onerror="globalThis.pwned=1"><svg/onload=globalThis.pwned=1>{{policy}}{{{script}}}&lt;\u0000\u202e\u2028`;

/** Fields whose text has a closed set of values, so that no payload gets past the schema. */
const CLOSED = new Set([
  "schema",
  "profile",
  "name",
  "direction",
  "unit",
  "axioms",
  "x",
  "y",
  "range",
  "role",
  "better",
  "status",
  "measured",
]);

/**
 * The result with the payload in front of every string. With `structure` kept, the ids and values that decide what
 * is drawn stay as they are, so that the payloads reach the drawings too; without, every id is a payload as well.
 */
export function hostile(result: Result, keepStructure: boolean): Result {
  const kept = keepStructure ? new Set([...CLOSED, "id", "suite", "metric", "value"]) : CLOSED;
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return kept.has(key) ? value : PAYLOAD + value;
    if (Array.isArray(value)) return value.map((item) => poison(item, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, name)]));
  };
  const poisoned = poison(result, "") as Result;
  // `unit` is closed for a metric and open for a finding.
  const findings = poisoned.findings.map((finding) =>
    finding.unit === "fraction" ? finding : { ...finding, unit: PAYLOAD },
  );
  return { ...poisoned, findings };
}
