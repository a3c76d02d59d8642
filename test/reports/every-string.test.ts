import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import { checkResult } from "../../reports/check.ts";
import { compareResults } from "../../reports/compare/compare.ts";
import { readCompareConfig } from "../../reports/compare/config.ts";
import { compareGithub, compareHtml, compareMarkdown, compareText } from "../../reports/compare/render.ts";
import { renderCsv } from "../../reports/formats/csv.ts";
import { renderGithub } from "../../reports/formats/github.ts";
import { renderJunit } from "../../reports/formats/junit.ts";
import { renderMarkdown } from "../../reports/formats/markdown.ts";
import { renderHtml } from "../../reports/html.ts";
import { siteFiles } from "../../reports/site.ts";
import { everyField, withString } from "./every-string.ts";
import { goldenJson } from "./golden.ts";
import { elementsOf } from "./markup.ts";

/** What each of the formats would obey, in one string. */
const PAYLOAD =
  "=1+1\u001b[31m\u202e\u0000\r\n::error::x\n|`x`[a](http://evil)@all<script>pwned</script><img src=x onerror=pwned>\"'>]]>&#60;script&#62;{{{script}}}";

const made = checkResult(goldenJson("etalon-result-1.json"));
/** A few findings of each kind: one field after the other is made hostile, and each time everything is rendered. */
const small: Result = {
  ...made,
  findings: [
    ...new Map(
      made.findings.map((finding) => [`${finding.suite} ${finding.role} ${finding.outcome.status}`, finding]),
    ).values(),
  ],
};

const config = readCompareConfig({});
const CONTROL = /(?![\t\n\r])\p{Cc}|\u202e/u;
const html = (text: string): void => {
  // The parser is stricter than a browser: markup that got in where text should be is an error or an element.
  const elements = elementsOf(text);
  const names = elements.map(({ name }) => name);
  expect(names.filter((name) => name === "script").length).toBeLessThanOrEqual(1);
  expect(names).not.toContain("img");
  const handlers = elements.flatMap(({ attributes }) =>
    [...attributes.keys()].filter((key) => /^on/.test(key)),
  );
  expect(handlers).toEqual([]);
};
const lines = (text: string): void => {
  for (const line of text.trimEnd().split("\n"))
    if (line !== "") expect(line).toMatch(/^::(error|warning|notice) title=/);
};
const markdown = (text: string): void => {
  expect(text).not.toMatch(/<(?!br>)|\]\(|(?<!\\)`|https?:\/\/|@[a-z]/);
};

/** Every format of a result and of a comparison, with what makes it inert. */
const FORMATS: Readonly<Record<string, readonly [(result: Result) => string, (text: string) => void]>> = {
  html: [(result) => renderHtml(result), html],
  "html, brief": [(result) => renderHtml(result, { brief: true }), html],
  site: [
    (result) =>
      siteFiles(result)
        .filter(({ name }) => name.endsWith(".html"))
        .at(-1)!.text,
    html,
  ],
  md: [(result) => renderMarkdown(result), markdown],
  csv: [
    renderCsv,
    (text) =>
      expect(
        text.replaceAll(/"(?:[^"]|"")*"/g, (field) => (/^"[=+@-]/.test(field) ? "!" : "")),
      ).not.toContain("!"),
  ],
  junit: [
    renderJunit,
    (text) => expect(text).not.toMatch(/<(?!\/?(testsuites?|testcase|failure|error|skipped)\b|\?xml)|\]\]>/),
  ],
  github: [renderGithub, lines],
  "compare html": [(result) => compareHtml(compareResults(small, result, config)), html],
  "compare md": [(result) => compareMarkdown(compareResults(result, small, config)), markdown],
  "compare github": [(result) => compareGithub(compareResults(small, result, config)), lines],
  "compare text": [
    (result) => compareText(compareResults(small, result, config)).join(""),
    (text) => expect(text).not.toContain("\n"),
  ],
};

const fields = [...everyField(small)];
const hostile = fields.flatMap(([field, place]) => {
  const result = withString(small, place, PAYLOAD);
  return result === undefined ? [] : [[field, result] as const];
});

describe("every field of a result that may hold any string", () => {
  it("is found by the schema, not by a list", () => {
    const names = hostile.map(([field]) => field);
    for (const field of [
      "manifest.code",
      "metrics.[].caveats.[]",
      "findings.[].note",
      "findings.[].outcome.reason",
      "volatile.host",
    ])
      expect(names).toContain(field);
    // Those that may not are the ones with a closed set of values.
    const closed = fields.map(([field]) => field).filter((field) => !names.includes(field));
    expect(
      closed.filter(
        (field) =>
          !/schema|profile|backend\.name|direction|range|unit|axioms|invariances|role|better|status|\.metric$|\.suite$/.test(
            field,
          ),
      ),
    ).toEqual([]);
  });

  it.each(Object.entries(FORMATS))("is inert in the format %s", (_, [render, isInert]) => {
    for (const [field, result] of hostile) {
      const text = render(result);
      expect(CONTROL.test(text), field).toBe(false);
      isInert(text);
    }
  });
});
