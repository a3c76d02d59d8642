import { describe, expect, it } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { RESULT_SCHEMA } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import { checkResult } from "../../reports/check.ts";
import { compareResults } from "../../reports/compare/compare.ts";
import { readCompareConfig } from "../../reports/compare/config.ts";
import {
  compareGithub,
  compareHtml,
  compareJson,
  compareMarkdown,
  compareText,
} from "../../reports/compare/render.ts";
import { renderCsv } from "../../reports/formats/csv.ts";
import { renderGithub } from "../../reports/formats/github.ts";
import { renderJunit } from "../../reports/formats/junit.ts";
import { renderMarkdown } from "../../reports/formats/markdown.ts";
import { renderHtml } from "../../reports/html.ts";
import { renderJson } from "../../reports/json.ts";
import { golden, goldenJson } from "./golden.ts";

/** A result of each released schema, as it was written then: none is ever changed or removed. */
const RELEASED = ["etalon-result-1.json"];

const resultOf = (name: string): Result => checkResult(goldenJson(name));

/** The result with a metric's accuracies worse, an answer lost, a metric gone and another one new. */
function worse(result: Result): Result {
  const [gone, renamed] = [result.metrics.at(-1)!.id, result.metrics[0]!.id];
  const kept = (findings: readonly Finding[]): Finding[] =>
    findings
      .filter(({ metric }) => metric !== gone)
      .map((finding) => (finding.metric === renamed ? { ...finding, metric: "heir" } : finding));
  return {
    ...result,
    volatile: { ...result.volatile, findings: kept(result.volatile.findings ?? []) },
    metrics: result.metrics
      .filter(({ id }) => id !== gone)
      .map((metric) => (metric.id === renamed ? { ...metric, id: "heir", aliases: [renamed] } : metric)),
    coverage: [],
    findings: kept(result.findings).map((finding) =>
      finding.id === "accuracy/cnn-pooled" && finding.outcome.status === "ok"
        ? { ...finding, outcome: { status: "ok", value: Number(finding.outcome.value) / 2 } }
        : finding.id === "null-mean"
          ? { ...finding, outcome: { status: "crashed", message: "signal SIGSEGV" } }
          : finding,
    ),
  };
}

/** Style and script are tested by themselves; here they would be in the way of reading a difference. */
const withoutAssets = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, "<style></style>")
    .replace(/<script>.*?<\/script>/s, "<script></script>")
    .replaceAll(/sha256-[^&' ]+/g, "sha256-…");

const FORMATS: Readonly<Record<string, (result: Result) => string>> = {
  "report.html": (result) => withoutAssets(renderHtml(result)),
  "report.brief.html": (result) => withoutAssets(renderHtml(result, { brief: true })),
  "report.md": (result) => renderMarkdown(result, "https://example.org/board"),
  "report.json": renderJson,
  "report.csv": renderCsv,
  "report.junit.xml": renderJunit,
  "report.annotations.txt": renderGithub,
};

const COMPARISONS: Readonly<Record<string, (result: Result) => string>> = Object.fromEntries(
  Object.entries({
    "compare.html": (comparison: ReturnType<typeof compareResults>) => withoutAssets(compareHtml(comparison)),
    "compare.md": compareMarkdown,
    "compare.json": compareJson,
    "compare.annotations.txt": compareGithub,
    "compare.txt": (comparison: ReturnType<typeof compareResults>) =>
      `${compareText(comparison).join("\n")}\n`,
  }).map(([name, render]) => [
    name,
    (result: Result): string => render(compareResults(result, worse(result), readCompareConfig({}))),
  ]),
);

describe.each(RELEASED)("a result as %s was released", (released) => {
  it.each(Object.entries({ ...FORMATS, ...COMPARISONS }))("gives the same %s as before", (name, render) => {
    const text = render(resultOf(released));
    expect(text).toBe(golden(name, text));
  });
});

it("has a released result of the present schema", () =>
  expect(RELEASED.map((name) => (goldenJson(name) as Result).schema)).toContain(RESULT_SCHEMA));
