import type { Finding } from "../../core/finding.ts";
import { describeOutcome } from "../../core/outcome.ts";
import type { Result } from "../../core/result.ts";
import { checkResult } from "../check.ts";
import { printable } from "../printable.ts";
import { groupBy } from "../view/group-by.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

const xml = (text: string): string =>
  printable(text)
    .replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "")
    .replaceAll(/[\n\t]/g, " ");

type Ending = "passed" | "failure" | "error" | "skipped";

function endingOf({ outcome }: Finding): Ending {
  if (outcome.status === "ok") return outcome.value === "failed" ? "failure" : "passed";
  return outcome.status === "not-applicable" || outcome.status === "undefined" ? "skipped" : "error";
}

function testCase(finding: Finding): string {
  const { metric, suite, title, note, outcome } = finding;
  const open = `<testcase classname="${xml(`${suite}.${metric}`)}" name="${xml(title)}"`;
  const message = xml(outcome.status === "ok" ? (note ?? "failed") : describeOutcome(outcome));
  const ending = endingOf(finding);
  return ending === "passed" ? `    ${open}/>` : `    ${open}><${ending} message="${message}"/></testcase>`;
}

/**
 * Contracts as test cases for whatever reads the XML of JUnit: a suite of the benchmark is a test suite, a contract of a
 * metric a case of it. A contract that failed is a failure, an answer that never came an error.
 *
 * @throws EtalonError the codes of `checkResult`.
 */
export function renderJunit(given: Result): string {
  const result = checkResult(given);
  const checks = result.findings.filter(({ role }) => role === "contract");
  const count = (findings: readonly Finding[], ending: Ending): number =>
    findings.filter((finding) => endingOf(finding) === ending).length;
  const counts = (findings: readonly Finding[]): string =>
    `tests="${findings.length}" failures="${count(findings, "failure")}" errors="${count(findings, "error")}" skipped="${count(findings, "skipped")}"`;
  const suites = [...groupBy(checks, ({ suite }) => suite)].map(([suite, findings]) =>
    [
      `  <testsuite name="${xml(suite)}" ${counts(findings)}>`,
      ...findings.map(testCase),
      "  </testsuite>",
    ].join("\n"),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="etalon" ${counts(checks)}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}
