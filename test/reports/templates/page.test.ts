import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Result } from "../../../core/result.ts";
import { renderHtml } from "../../../reports/html.ts";
import type { Browser, Page, Viewing } from "../chromium.ts";
import { launchBrowser, withoutBrowser } from "../chromium.ts";
import { LOW_CONTRAST } from "../contrast.ts";
import { fixtureResult } from "../fixture.ts";
import { hostile } from "../hostile.ts";

/** Starting a browser on a busy machine takes its time. */
const TIMEOUT = 60_000;

const SHOWN = `[...document.querySelectorAll(".board tr[data-metric]")].filter((row) => !row.hidden).map((row) => row.dataset.metric)`;
const HEAD = `[...document.querySelectorAll(".board th[data-sortable]")].find((head) => head.textContent.includes("all features"))`;
const SORT = `${HEAD}.querySelector("button").click()`;
const KEYS = `[...document.querySelector(".board tbody").rows].map((row) => row.cells[5].dataset.sort ?? "")`;
const type = (name: string, assignment: string): string =>
  `(() => { const form = document.querySelector("form.tools"); form.elements.${name}.${assignment}; form.elements.${name}.dispatchEvent(new Event("input", { bubbles: true })); })()`;

/** Seven metrics with every kind of outcome: axe looks at every element, several times. */
function few(result: Result): Result {
  const ids = new Set([
    "cka-linear",
    "cca-mean",
    "ridge-cv",
    "rsa-correlation",
    "knn-jaccard",
    "gulp-1",
    "constant",
  ]);
  return {
    ...result,
    metrics: result.metrics.filter(({ id }) => ids.has(id)),
    findings: result.findings.filter(({ metric }) => ids.has(metric)),
    coverage: result.coverage.filter(({ metric }) => ids.has(metric)),
  };
}

describe.skipIf(withoutBrowser)("the page in a browser", { timeout: TIMEOUT }, () => {
  let folder = "";
  let browser: Browser | undefined;
  let page: Page | undefined;

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = mkdtempSync(path.join(tmpdir(), "etalon-page-"));
    writeFileSync(path.join(folder, "plain.html"), renderHtml(fixtureResult()));
    writeFileSync(path.join(folder, "few.html"), renderHtml(few(fixtureResult())));
    writeFileSync(path.join(folder, "hostile.html"), renderHtml(hostile(fixtureResult(), true)));
  }, TIMEOUT);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  }, TIMEOUT);
  afterEach(async () => {
    await page?.close();
    page = undefined;
  }, TIMEOUT);

  const open = async (viewing: Viewing = {}, name = "plain"): Promise<Page> => {
    if (browser === undefined) throw new Error("no browser");
    page = await browser.open(pathToFileURL(path.join(folder, `${name}.html`)).href, viewing);
    return page;
  };

  it("opens from disk without an error and without a request", async () => {
    const { evaluate, problems } = await open();
    expect(await evaluate("document.querySelectorAll('button.sort').length")).toBeGreaterThan(10);
    expect(problems).toEqual([]);
  });

  it("is inert when every string of the result is hostile", async () => {
    const { evaluate, problems } = await open({}, "hostile");
    expect(
      await evaluate("[typeof globalThis.pwned, document.scripts.length, document.images.length]"),
    ).toEqual(["undefined", 1, 0]);
    // The page's own script ran, so that its silence about the rest means something.
    expect(await evaluate("document.querySelector('form.tools').hidden")).toBe(false);
    expect(problems).toEqual([]);
  });

  it("sorts best first, then the other way, then by family again, with missing values last", async () => {
    const { evaluate } = await open();
    const byFamily = await evaluate(SHOWN);
    const numbers = (keys: unknown): number[] => (keys as string[]).filter((key) => key !== "").map(Number);
    const lastFive = (keys: unknown): string[] => (keys as string[]).slice(-5);

    await evaluate(SORT);
    expect(await evaluate(`${HEAD}.getAttribute("aria-sort")`)).toBe("descending");
    const down = await evaluate(KEYS);
    expect(numbers(down)).toEqual(numbers(down).toSorted((a, b) => b - a));
    expect(lastFive(down)).toEqual(["", "", "", "", ""]);

    await evaluate(SORT);
    expect(await evaluate(`${HEAD}.getAttribute("aria-sort")`)).toBe("ascending");
    const up = await evaluate(KEYS);
    expect(numbers(up)).toEqual(numbers(up).toSorted((a, b) => a - b));
    expect(lastFive(up)).toEqual(["", "", "", "", ""]);

    await evaluate(SORT);
    expect(await evaluate(`${HEAD}.getAttribute("aria-sort")`)).toBeNull();
    expect(await evaluate(SHOWN)).toEqual(byFamily);
  });

  it("never sorts a control among the metrics", async () => {
    const { evaluate } = await open();
    await evaluate(SORT);
    expect(((await evaluate(SHOWN)) as string[]).slice(-3).toSorted()).toEqual([
      "constant",
      "norm-ratio",
      "random",
    ]);
  });

  it("filters all tables by words, family and controls, and says how many are left", async () => {
    const { evaluate } = await open();
    await evaluate(type("search", "value = 'RBF 0.4'"));
    expect(await evaluate(SHOWN)).toEqual(["cka-rbf-0.4"]);
    expect(
      await evaluate(
        "[...new Set([...document.querySelectorAll('[data-metric]:not([hidden])')].map((e) => e.dataset.metric))]",
      ),
    ).toEqual(["cka-rbf-0.4"]);
    expect(await evaluate("document.querySelector('form.tools output').value")).toBe(
      "1 of 30 metrics, in all tables",
    );

    await evaluate(type("search", "value = ''"));
    await evaluate(type("family", "value = 'svcca'"));
    expect(await evaluate(SHOWN)).toEqual(["svcca-mean", "svcca-r2"]);

    await evaluate(type("family", "value = ''"));
    await evaluate(type("controls", "checked = false"));
    expect(await evaluate(SHOWN)).toHaveLength(27);
    expect(await evaluate("[...document.querySelectorAll('tr.controls')].every((row) => row.hidden)")).toBe(
      true,
    );
  });

  it("filters by a property that metrics declare", async () => {
    const { evaluate } = await open();
    await evaluate(type("property", "value = 'differentiable'"));
    const declared = fixtureResult().metrics.filter(({ differentiable }) => differentiable);
    expect(((await evaluate(SHOWN)) as string[]).toSorted()).toEqual(declared.map(({ id }) => id).toSorted());
  });

  it("fetches a column from a suite's table, with the same values, and sorts by it", async () => {
    const { evaluate } = await open();
    const wanted = `[...document.querySelectorAll(".choices label")].find((label) => label.textContent.includes("Untrained convolutional") || label.textContent.includes("untrained convolutional"))`;
    await evaluate(
      `(() => { const box = ${wanted}.querySelector("input"); box.checked = true; box.dispatchEvent(new Event("input", { bubbles: true })); })()`,
    );
    const last = `(row) => row.cells[row.cells.length - 2]`;
    const expected = Object.fromEntries(
      fixtureResult()
        .findings.filter(({ id, outcome }) => id === "accuracy/cnn-untrained" && outcome.status === "ok")
        .map(({ metric, outcome }) => [metric, outcome.status === "ok" ? Number(outcome.value) : 0]),
    );
    const got = (await evaluate(
      `Object.fromEntries([...document.querySelectorAll(".board tr[data-metric]")].filter((row) => (${last})(row).dataset.sort).map((row) => [row.dataset.metric, Number((${last})(row).dataset.sort)]))`,
    )) as Record<string, number>;
    expect(Object.keys(got).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [metric, value] of Object.entries(expected)) expect(got[metric]).toBeCloseTo(value, 5);

    await evaluate(
      `[...document.querySelectorAll(".board th.finding")].at(-1).querySelector("button").click()`,
    );
    const keys = (await evaluate(
      `[...document.querySelector(".board tbody").rows].map((row) => (${last})(row).dataset.sort).filter(Boolean).map(Number)`,
    )) as number[];
    expect(keys).toEqual(keys.toSorted((a, b) => b - a));
  });

  it("opens in the state that its address names, and writes the state into the address", async () => {
    const first = await open();
    await first.evaluate(type("family", "value = 'svcca'"));
    await first.evaluate(SORT);
    await first.evaluate(
      `[...document.querySelectorAll("input.pick")].filter((box) => !box.closest("tr").hidden).forEach((box) => { box.checked = true; box.dispatchEvent(new Event("input", { bubbles: true })); })`,
    );
    const hash = (await first.evaluate("location.hash")) as string;
    await first.close();
    page = await browser!.open(pathToFileURL(path.join(folder, "plain.html")).href + hash, {});
    const { evaluate, problems } = page;
    expect(await evaluate(SHOWN)).toHaveLength(2);
    expect(await evaluate("document.querySelector('form.tools').elements.family.value")).toBe("svcca");
    expect(await evaluate(`${HEAD}.getAttribute("aria-sort")`)).toBe("descending");
    expect(
      await evaluate("[...document.querySelectorAll('.compare thead a')].map((a) => a.textContent)"),
    ).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it("is used by the keyboard alone", async () => {
    const { evaluate, press } = await open();
    await press("Tab");
    expect(await evaluate("document.activeElement.className")).toBe("skip");
    for (let i = 0; i < 40 && (await evaluate("document.activeElement.className")) !== "sort"; i++)
      await press("Tab");
    expect(await evaluate("document.activeElement.textContent")).toBe("Metric");
    await press("Enter");
    expect(await evaluate("document.activeElement.closest('th').getAttribute('aria-sort')")).toBe(
      "ascending",
    );
  });

  it("holds two or three metrics side by side, chosen by the keyboard, the last three of more", async () => {
    const { evaluate, press } = await open();
    const chosen = "[...document.querySelectorAll('.compare thead a')].map((link) => link.textContent)";
    const choose = async (i: number): Promise<void> => {
      await evaluate(`document.querySelectorAll("input.pick")[${i}].focus()`);
      await press("Space");
    };
    await choose(1);
    expect(await evaluate("document.querySelector('.compare').hidden")).toBe(true);
    await choose(2);
    expect(await evaluate(chosen)).toEqual(["Linear CKA", "Angular CKA"]);
    await choose(3);
    await choose(4);
    expect(await evaluate(chosen)).toHaveLength(3);
    // A line for each column that is shown: the value, suites' findings, coverage.
    expect(await evaluate("document.querySelectorAll('.compare tbody tr').length")).toBe(
      await evaluate("[...document.querySelector('.board').tHead.rows[1].cells].length - 2"),
    );
  });

  it("offers what is shown as CSV and JSON, as numbers", async () => {
    const { evaluate } = await open();
    await evaluate(type("family", "value = 'svcca'"));
    const texts = (await evaluate(`(async () => {
      const blobs = [];
      URL.createObjectURL = (blob) => (blobs.push(blob), "");
      HTMLAnchorElement.prototype.click = () => undefined;
      for (const button of document.querySelectorAll(".downloads button")) button.click();
      return Promise.all(blobs.map((blob) => blob.text()));
    })()`)) as string[];
    const [csv = "", json = ""] = texts;
    const rows = JSON.parse(json) as Record<string, unknown>[];
    expect(rows.map(({ metric }) => metric)).toEqual(["svcca-mean", "svcca-r2"]);
    const accuracy = fixtureResult().findings.find(
      ({ id, metric }) => id === "accuracy/cnn-pooled" && metric === "svcca-mean",
    )!;
    const value = accuracy.outcome.status === "ok" ? Number(accuracy.outcome.value) : NaN;
    expect(rows[0]?.["Layers: channel means (units ≪ stimuli)"]).toBeCloseTo(value, 5);
    expect(rows[0]?.["Invariance: Declared invariances equal the measured ones"]).toMatch(
      /^(passed|failed)$/,
    );
    expect(csv.split("\r\n")).toHaveLength(4);
  });

  it("says a cell's hidden words and a metric's caveats when pointed at", async () => {
    const { evaluate } = await open();
    const point = (at: string): string =>
      `(() => { const item = ${at}; item.dispatchEvent(new PointerEvent("pointerover", { bubbles: true })); return item.title; })()`;
    const cell = `document.querySelector('.board tr[data-metric="nbs"]').cells[5]`;
    expect(await evaluate(point(cell))).toMatch(/^interval \d+\.\d–\d+\.\d\u202f%/);
    const trouble = `document.querySelector('.board tr[data-metric="ridge-cv"]').cells[5]`;
    expect(await evaluate(point(trouble))).toBe("no answer after 60\u202fs");
    const badge = `document.querySelector('.board tr[data-metric="cca-mean"] a.badge:last-of-type')`;
    expect(await evaluate(point(badge))).toContain("Is 1 for any data once");
  });

  it("is complete without JavaScript", async () => {
    const { evaluate } = await open({ javascript: false });
    expect(await evaluate(SHOWN)).toHaveLength(30);
    expect(await evaluate("document.querySelector('form.tools').checkVisibility()")).toBe(false);
    expect(await evaluate("document.querySelectorAll('button').length")).toBe(0);
    expect(await evaluate("document.querySelectorAll('article.metric-page').length")).toBe(30);
  });

  it("never makes a narrow window scroll sideways as a whole", async () => {
    const { evaluate } = await open({ width: 360 });
    expect(await evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    expect(await evaluate("document.querySelector('.scroll').scrollWidth")).toBeGreaterThan(360);
  });

  it.each([
    ["light", {}],
    ["dark", { dark: true }],
    ["print", { print: true }],
    ["print from a dark screen", { print: true, dark: true }],
  ])("can be read: %s", async (_, viewing) => {
    const { evaluate } = await open(viewing);
    expect(await evaluate(LOW_CONTRAST)).toEqual([]);
  });

  it.each([
    ["light", {}],
    ["dark", { dark: true }],
    ["narrow", { width: 360 }],
  ])("axe finds nothing wrong: %s", async (_, viewing) => {
    const { evaluate, violations } = await open(viewing, "few");
    await evaluate("[1, 2].forEach((i) => document.querySelectorAll('input.pick')[i].click())");
    expect(await violations()).toEqual([]);
  });
});
