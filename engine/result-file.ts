import { EtalonError } from "../core/errors.ts";
import { parseResult, type Result } from "../core/result.ts";

/** The name of the file that a run is about. */
export const RESULT_FILE = "result.json";

/**
 * A result that follows the schema: `undefined` fields dropped, keys in the schema's order.
 *
 * @throws EtalonError `result/invalid` with the first place where it does not.
 */
export function checkedResult(value: unknown): Result {
  const parsed = parseResult(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EtalonError("result/invalid", "result: it does not follow the schema", {
    got: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
    remedy: "this is a fault of a suite or of the engine: please report it",
  });
}

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

function write(value: unknown, indent: string): string {
  if (isScalar(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isScalar)) return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    return `[\n${value.map((item) => `${inner}${write(item, inner)}`).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value as Record<string, unknown>).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  const lines = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${inner}${JSON.stringify(key)}: ${write(item, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/** JSON with sorted keys, one entry a line, lists of plain values on one line: equal results have equal bytes. */
export const resultText = (result: Result): string => `${write(result, "")}\n`;

/** The same without what may differ between two runs of one plan. */
export const lastingText = (result: Result): string => `${write({ ...result, volatile: undefined }, "")}\n`;
