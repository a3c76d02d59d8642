import { canonicalJson } from "../core/canonical-json.ts";
import type { Result } from "../core/result.ts";
import { checkResult } from "./check.ts";

/**
 * The result as JSON for people and for `diff`: keys sorted, two spaces, one value a line, a line feed at the end.
 * Equal results give equal bytes.
 *
 * @throws EtalonError `report/invalid-result` and the other codes of `checkResult`.
 */
export function renderJson(result: Result): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(checkResult(result))), null, 2)}\n`;
}
