import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderCheckCard } from "../../reports/check-card/html.ts";
import { renderLayerMaps } from "../../reports/layer-map/html.ts";
import { exampleCard } from "./check-card/cards.ts";
import { launchBrowser, withoutBrowser, type Browser } from "./chromium.ts";
import { LOW_CONTRAST } from "./contrast.ts";
import { PAYLOAD } from "./hostile.ts";
import { exampleMap, exampleMaps } from "./layer-map/maps.ts";

/** Starting a browser on a busy machine takes its time. */
const TIMEOUT = 60_000;

const card = exampleCard();
const PAGES: Readonly<Record<string, string>> = {
  card: renderCheckCard(card),
  layers: renderLayerMaps(exampleMaps(exampleMap())),
  "hostile-card": renderCheckCard({
    ...card,
    provenance: PAYLOAD,
    metric: { ...card.metric, title: PAYLOAD },
  }),
  "hostile-layers": renderLayerMaps({ ...exampleMaps(exampleMap({ title: PAYLOAD })), provenance: PAYLOAD }),
};

describe.skipIf(withoutBrowser)("pages besides the leaderboard", { timeout: TIMEOUT }, () => {
  let folder = "";
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = mkdtempSync(path.join(tmpdir(), "etalon-page-"));
    for (const [name, html] of Object.entries(PAGES)) writeFileSync(path.join(folder, `${name}.html`), html);
  }, TIMEOUT);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  }, TIMEOUT);

  it.each(Object.keys(PAGES))("%s opens from disk without an error, a request or a script", async (name) => {
    const page = await browser!.open(pathToFileURL(path.join(folder, `${name}.html`)).href);
    expect(
      await page.evaluate("[typeof globalThis.pwned, document.scripts.length, document.images.length]"),
    ).toEqual(["undefined", 0, 0]);
    // Its style was let through by the page's own policy.
    expect(await page.evaluate("getComputedStyle(document.querySelector('.brand')).textTransform")).toBe(
      "uppercase",
    );
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it.each([{}, { dark: true }, { print: true }, { width: 360 }])("can be read, %j", async (viewing) => {
    for (const name of ["card", "layers"]) {
      const page = await browser!.open(pathToFileURL(path.join(folder, `${name}.html`)).href, viewing);
      // Text in the cells of a map lies on the cell's own ground; the figure's test is about it.
      const faint = (await page.evaluate(LOW_CONTRAST)) as string[];
      expect(faint.filter((text) => !text.includes("SVGAnimatedString"))).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      expect(await page.violations()).toEqual([]);
      await page.close();
    }
  });
});
