import { describe, expect, it } from "vitest";
import { compareResults } from "../../../reports/compare/compare.ts";
import { readCompareConfig } from "../../../reports/compare/config.ts";
import { compareGithub, compareHtml, compareMarkdown, compareText } from "../../../reports/compare/render.ts";
import { renderCsv } from "../../../reports/formats/csv.ts";
import { renderGithub } from "../../../reports/formats/github.ts";
import { renderJunit } from "../../../reports/formats/junit.ts";
import { renderMarkdown } from "../../../reports/formats/markdown.ts";
import type { Result } from "../../../core/result.ts";
import { fixtureResult } from "../fixture.ts";
import { hostile } from "../hostile.ts";
import { elementsOf } from "../markup.ts";

/** On top of what breaks HTML: what breaks the other formats. */
const MORE =
  '=HYPERLINK("http://evil")|`x`[a](http://evil)@all\r\n::error::x%0A::set-output\u001b[31m\u0007]]>#1';

function worse(result: Result): Result {
  const text = JSON.stringify(result, (key, value: unknown) =>
    typeof value === "string" && ["title", "note", "message", "reason", "code"].includes(key)
      ? MORE + value
      : value,
  );
  return JSON.parse(text) as Result;
}

const result = worse(hostile(fixtureResult(), true));
const changed: Result = {
  ...result,
  findings: result.findings.map((finding) => ({
    ...finding,
    outcome: { status: "error", code: MORE, message: MORE },
  })),
};
const comparison = compareResults(result, changed, readCompareConfig({}));

const CONTROL = /(?![\t\n\r])\p{Cc}|\u202e/u;

const formats: readonly (readonly [string, string, (text: string) => void])[] = [
  [
    "CSV",
    renderCsv(result),
    (text) => {
      const lines = text.split("\r\n");
      expect(lines.length).toBe(result.findings.length + (result.volatile.findings ?? []).length + 2);
      for (const line of lines) expect(line).not.toMatch(/(^|,)"[=+@-]/);
    },
  ],
  ["Markdown", renderMarkdown(result, MORE), inertMarkdown],
  ["Markdown of a comparison", compareMarkdown(comparison), inertMarkdown],
  [
    "JUnit",
    renderJunit(result),
    (text) => {
      const names = new Set(text.match(/<\/?[a-z]+/g));
      for (const name of names) expect(name).toMatch(/^<\/?(testsuites?|testcase|failure|error|skipped)$/);
      expect(text).not.toContain("]]>");
    },
  ],
  ["annotations", renderGithub(result), inertAnnotations],
  ["annotations of a comparison", compareGithub(comparison), inertAnnotations],
  [
    "terminal",
    compareText(comparison).join("\n"),
    (text) => {
      expect(text.split("\n")).toHaveLength(compareText(comparison).length);
    },
  ],
  [
    "page of a comparison",
    compareHtml(comparison),
    (text) => {
      const names = elementsOf(text).map(({ name }) => name);
      for (const name of ["script", "img", "svg"]) expect(names).not.toContain(name);
      expect(names.filter((name) => name === "style")).toHaveLength(1);
    },
  ],
];

function inertMarkdown(text: string): void {
  expect(text).not.toMatch(/<(?!br>)/);
  expect(text).not.toContain("](");
  expect(text).not.toMatch(/(?<!\\)`/);
  expect(text).not.toMatch(/https?:\/\//);
  expect(text).not.toMatch(/@[a-z]/);
  const tables = text.split("\n").filter((line) => line.startsWith("|"));
  const widths = tables.map((line) => line.match(/(?<!\\)\|/g)?.length);
  expect(new Set(widths).size).toBeLessThanOrEqual(2);
}

function inertAnnotations(text: string): void {
  const lines = text.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(20);
  for (const line of lines) {
    expect(line).toMatch(/^::(error|warning|notice) title=[^:]*::/);
    expect(line).not.toMatch(/%0A|%0D/);
  }
}

describe("a result whose every string is hostile", () => {
  it.each(formats)("is inert in the format %s", (_, text, isInert) => {
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toMatch(CONTROL);
    isInert(text);
  });
});
