import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../core/errors.ts";
import type { Result } from "../../core/result.ts";
import { renderHtml, securityPolicy } from "../../reports/html.ts";
import { fixtureResult } from "./fixture.ts";
import { PAYLOAD, hostile } from "./hostile.ts";
import { makeMetric, makeResult } from "./make.ts";
import type { Element } from "./markup.ts";
import { elementsOf, isInside, textOf } from "./markup.ts";

const html = renderHtml(fixtureResult());
const elements = elementsOf(html);
const named = (name: string): Element[] => elements.filter((element) => element.name === name);
const classOf = (element: Element): string[] => (element.attributes.get("class") ?? "").split(" ");

describe("renderHtml", () => {
  it("is a pure function of the result", () => expect(renderHtml(fixtureResult())).toBe(html));

  it("refuses what is no result", () => {
    let code = "";
    try {
      renderHtml({ ...makeResult(), schema: "other" } as unknown as Result);
    } catch (thrown) {
      code = codeOf(thrown);
    }
    expect(code).toBe("report/invalid-result");
  });

  it("renders a result in which nothing was found, or no metric was asked", () => {
    expect(elementsOf(renderHtml(makeResult())).some(({ name }) => name === "table")).toBe(true);
    expect(() => renderHtml(makeResult({ metrics: [], suites: [] }))).not.toThrow();
  });

  it("asks for nothing from elsewhere", () => {
    const loading = elements.filter(
      ({ name, attributes }) =>
        ["link", "img", "iframe", "object", "embed", "base"].includes(name) ||
        ["src", "srcset", "action", "ping", "xlink:href"].some((attribute) => attributes.has(attribute)),
    );
    expect(loading).toEqual([]);
    expect(named("style").map(({ text }) => /url\((?!#)|@import/.test(text))).toEqual([false]);
  });

  it("says where the numbers come from at the foot, and the time nowhere else", () => {
    const foot = html.slice(html.indexOf("<footer>"));
    const { manifest, volatile } = fixtureResult();
    for (const text of [
      manifest.code,
      manifest.plan,
      manifest.processor,
      volatile.finishedAt,
      volatile.host,
    ]) {
      expect(foot).toContain(text);
    }
    for (const text of [volatile.finishedAt, volatile.host]) expect(html.split(text)).toHaveLength(2);
  });
});

describe("the security policy", () => {
  it("allows nothing but the one style and the one script, by hash", () => {
    const [style] = named("style");
    const [script] = named("script");
    const meta = named("meta").find(
      ({ attributes }) => attributes.get("http-equiv") === "Content-Security-Policy",
    );
    const policy = meta?.attributes.get("content")?.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=");
    expect(policy).toBe(securityPolicy(style!.text, script!.text));
    const hash = createHash("sha256").update(script!.text).digest("base64");
    expect(policy).toContain(`default-src 'none'; `);
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });
});

describe("the page's structure", () => {
  it("has each id once, and a target for each link inside the page", () => {
    const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = new Set(ids);
    for (const { attributes } of named("a")) {
      const href = attributes.get("href") ?? "";
      if (href.startsWith("#")) expect(targets, href).toContain(href.slice(1));
      else expect(href).toMatch(/^https:\/\/(doi\.org|arxiv\.org\/abs)\//);
    }
    for (const { attributes } of elements) {
      const label = attributes.get("aria-labelledby");
      if (label !== undefined) expect(targets, label).toContain(label);
    }
  });

  it("has headings without a gap in their levels, and one of the first", () => {
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => i > 0 && expect(level).toBeLessThanOrEqual(levels[i - 1]! + 1));
  });

  it("has tables with a caption, scoped heads and as many cells in each row as there are columns", () => {
    for (const table of named("table")) {
      const caption = table.children.find(({ name }) => name === "caption");
      expect(textOf(caption!)).not.toBe("");
      const span = (cell: Element, which: string): number => Number(cell.attributes.get(which) ?? 1);
      const widths = table.children
        .filter(({ name }) => name === "thead" || name === "tbody")
        .flatMap((part) => {
          const taken: number[] = [];
          return part.children.map((row, r) => {
            for (const cell of row.children) {
              if (cell.name === "th")
                expect(["row", "col", "colgroup", "rowgroup"]).toContain(cell.attributes.get("scope"));
              for (let i = 0; i < span(cell, "rowspan"); i++)
                taken[r + i] = (taken[r + i] ?? 0) + span(cell, "colspan");
            }
            return taken[r];
          });
        });
      expect(new Set(widths).size, textOf(caption!)).toBe(1);
    }
  });

  it("gives every drawing a text alternative or hides it", () => {
    for (const svg of named("svg")) {
      const hidden = svg.attributes.get("aria-hidden") === "true";
      const title = svg.children.find(({ name }) => name === "title");
      if (!hidden) expect(title === undefined ? "" : textOf(title)).not.toBe("");
    }
  });
});

describe("what the page says", () => {
  const rows = named("tr").filter((row) => row.attributes.has("data-metric"));
  const board = rows.filter((row) => isInside(row, (table) => classOf(table).includes("board")));
  const rowOf = (metric: string): string =>
    textOf(board.find(({ attributes }) => attributes.get("data-metric") === metric)!);

  it("has every metric in the leaderboard once, the controls at the end and marked", () => {
    const ids = board.map(({ attributes }) => attributes.get("data-metric"));
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
    expect(ids.slice(-3)).toEqual(["constant", "random", "norm-ratio"]);
    expect(rowOf("constant")).toContain("control");
  });

  it("shows an outcome without a value as a word with its reason, not as a number", () => {
    expect(rowOf("ridge-cv")).toMatch(/timeout \(no answer after 60 s\)/);
    expect(rowOf("rsa-correlation")).toMatch(/undefined \(a row of the representation is constant/);
    expect(rowOf("knn-jaccard")).toMatch(/error \(input\/too-few-rows: .*k &#x3D; 10\)/);
    expect(rowOf("gulp-1")).toMatch(/out of memory \(/);
    expect(rowOf("distance-correlation")).toMatch(/crashed \(/);
  });

  it("says interval and chance level in words, too", () => {
    expect(rowOf("nbs")).toMatch(/ interval \d+\.\d–\d+\.\d %/);
    expect(html).toContain("<small>chance 16.7\u202f%</small>");
  });

  it("marks saturated cells by a word", () => expect(rowOf("cca-mean")).toMatch(/saturated all tied/));

  it("marks each wrong declaration by a word, and no other cell", () => {
    const matrix = elements.filter(
      (element) => element.name === "td" && isInside(element, (table) => classOf(table).includes("matrix")),
    );
    const wrong = fixtureResult().findings.filter(
      ({ id, outcome }) => id.startsWith("verdict/") && outcome.status === "ok" && outcome.value === "failed",
    );
    const marked = matrix.filter((cell) => classOf(cell).includes("wrong"));
    expect(wrong.length).toBeGreaterThan(0);
    expect(marked).toHaveLength(wrong.length);
    for (const cell of marked) expect(textOf(cell)).toMatch(/^[✓✗] (invariant|sensitive) wrong$/);
  });

  it("has no number that sums up a metric", () => {
    const heads = named("th").filter((head) => isInside(head, (table) => classOf(table).includes("board")));
    for (const head of heads) expect(textOf(head)).not.toMatch(/\b(overall|rank|total|score)\b/i);
  });

  it("has a section for each metric with its formula, citation, caveats and every finding's value", () => {
    const article = named("article").find(({ attributes }) => attributes.get("id") === "metric-cca-mean")!;
    const text = textOf(article);
    for (const part of [
      "Σρᵢ / min(p₁, p₂)",
      "arxiv:1905.00414",
      "Is 1 for any data once",
      "condition number of a linear map",
      "Mean of the null",
    ]) {
      expect(text).toContain(part);
    }
    expect(named("article")).toHaveLength(30);
  });

  it("warns that a quick profile's intervals are indicative, and only there", () => {
    expect(html).toContain("intervals are indicative");
    const full = fixtureResult();
    full.manifest.profile = "full";
    expect(renderHtml(full)).not.toContain("intervals are indicative");
  });
});

describe.each([true, false])(
  "a result whose every string is hostile (structure kept: %s)",
  (keepStructure) => {
    const page = renderHtml(hostile(fixtureResult(), keepStructure));
    const found = elementsOf(page);

    it("has the same kinds of elements and attributes as a harmless one", () => {
      const kinds = (list: readonly Element[]): Set<string> =>
        new Set(
          list.flatMap(({ name, attributes }) => [
            name,
            ...[...attributes.keys()].map((key) => `${name} ${key}`),
          ]),
        );
      const harmless = kinds(elements);
      for (const kind of kinds(found)) expect(harmless).toContain(kind);
    });

    it("has one script and one style, the page's own", () => {
      for (const name of ["script", "style"]) {
        const own = found.filter((element) => element.name === name);
        expect(own.map(({ text }) => text)).toEqual(named(name).map(({ text }) => text));
      }
    });

    it("links to nowhere else but the works it cites", () => {
      const links = found.flatMap(({ attributes }) => attributes.get("href") ?? []);
      expect(
        links.filter((href) => !/^(#[a-z0-9.-]+|https:\/\/arxiv\.org\/abs\/1905\.00414)$/.test(href)),
      ).toEqual([]);
    });

    it("shows the payload as text, without the characters that would turn the text around", () => {
      expect(page).not.toContain(PAYLOAD);
      expect(page).toContain("&lt;script&gt;globalThis.pwned&#x3D;1&lt;/script&gt;");
      for (const character of ["\u0000", "\u202e"]) expect(page).not.toContain(character);
    });
  },
);

describe("names that are properties of every object", () => {
  it("are names like any other", () => {
    const metrics = ["__proto__", "constructor", "toString"].map((id) => makeMetric({ id, title: id }));
    const rows = elementsOf(renderHtml(makeResult({ metrics }))).filter(({ attributes }) =>
      attributes.has("data-search"),
    );
    expect(rows.map(({ attributes }) => attributes.get("data-metric"))).toEqual([
      "__proto__",
      "constructor",
      "toString",
    ]);
  });
});

describe("a result of a hundred metrics", () => {
  const few = fixtureResult();
  const many = Array.from({ length: 4 }, (_, k) => k).flatMap((k) =>
    few.metrics.map((metric) => ({ ...metric, id: `${metric.id}-${k}` })),
  );
  const copies = <Entry extends { readonly metric: string }>(entries: readonly Entry[]): Entry[] =>
    [0, 1, 2, 3].flatMap((k) => entries.map((entry) => ({ ...entry, metric: `${entry.metric}-${k}` })));
  const page = renderHtml({
    ...few,
    metrics: many,
    findings: copies(few.findings),
    coverage: copies(few.coverage),
  });

  it("makes a page that is not too large, brief about each metric, and says so", () => {
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    expect(page).toContain("To keep the page small");
    expect(html).not.toContain("To keep the page small");
  });

  it("still shows every failed contract in the metric's section", () => {
    const articles = elementsOf(page).filter(({ name }) => name === "article");
    expect(articles).toHaveLength(many.length);
    const wrong = copies(few.findings).filter(
      ({ id, outcome }) => id.startsWith("verdict/") && outcome.status === "ok" && outcome.value === "failed",
    );
    expect(wrong.length).toBeGreaterThan(0);
    for (const { metric } of wrong) {
      const article = articles.find(({ attributes }) => attributes.get("data-metric") === metric)!;
      expect(textOf(article)).toContain("wrong");
    }
  });
});
