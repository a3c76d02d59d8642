import { EtalonError } from "../core/errors.ts";
import { parseResult, type Result } from "../core/result.ts";

const REMEDY =
  "make the file again with `etalon run`, or report a fault of Etalon if that is how it was made";

function requireDistinct(what: string, keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) {
      throw new EtalonError("report/duplicate", `report: every ${what} must be there once`, {
        got: `${key} twice`,
        remedy: REMEDY,
      });
    }
    seen.add(key);
  }
}

/**
 * A result that a report can be made of: it has the shape of the schema, every finding names a metric and a suite
 * of the result, and no finding is there twice. A report that left out what it cannot place would be a wrong one.
 *
 * @throws EtalonError `report/invalid-result`, `report/unknown-metric`, `report/unknown-suite`, `report/duplicate`.
 */
export function checkResult(value: unknown): Result {
  const parsed = parseResult(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new EtalonError("report/invalid-result", "report: this is not a result of Etalon", {
      got: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
      remedy: REMEDY,
    });
  }
  const result = parsed.data;
  const findings = [...result.findings, ...(result.volatile.findings ?? [])];
  requireDistinct(
    "metric",
    result.metrics.map(({ id }) => id),
  );
  requireDistinct(
    "suite",
    result.suites.map(({ id }) => id),
  );
  requireDistinct(
    "finding",
    findings.map(({ metric, suite, id }) => JSON.stringify([metric, suite, id])),
  );
  const metrics = new Set(result.metrics.map(({ id }) => id));
  const suites = new Set(result.suites.map(({ id }) => id));
  for (const { metric, suite } of [...findings, ...result.coverage]) {
    if (!metrics.has(metric)) {
      throw new EtalonError(
        "report/unknown-metric",
        "report: a finding or coverage names a metric that is not listed",
        {
          got: metric,
          remedy: REMEDY,
        },
      );
    }
    if (!suites.has(suite)) {
      throw new EtalonError(
        "report/unknown-suite",
        "report: a finding or coverage names a suite that is not listed",
        {
          got: suite,
          remedy: REMEDY,
        },
      );
    }
  }
  return result;
}
