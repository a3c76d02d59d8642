import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { KeyInput, Page as Tab } from "puppeteer-core";
import puppeteer from "puppeteer-core";

const CANDIDATES = [
  process.env["CHROME_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
];

/** The browser of this machine, if it has one. */
export const chromiumPath: string | undefined = CANDIDATES.find((file) => file !== "" && existsSync(file));

/** Whether tests in a browser are left out: there is none, and nothing says that there must be one. */
export const withoutBrowser: boolean =
  chromiumPath === undefined && process.env["ETALON_REQUIRE_CHROMIUM"] === undefined;

/** How the page is looked at. */
export interface Viewing {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly print?: boolean;
  readonly javascript?: boolean;
}

/** A page open in the browser. */
export interface Page {
  /** The value of an expression, as JSON. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Presses and releases a key, such as `Tab` or `Enter`. */
  readonly press: (key: KeyInput) => Promise<void>;
  /** What axe finds wrong for people who use the page in another way, as `rule: element`. */
  readonly violations: () => Promise<string[]>;
  /** Errors on the console, exceptions, and requests for anything but the page itself. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** A running browser; each page is a tab of its own. */
export interface Browser {
  /** Opens an address and waits until it has loaded. */
  readonly open: (url: string, viewing?: Viewing) => Promise<Page>;
  readonly close: () => Promise<void>;
}

function watch(tab: Tab, own: string): string[] {
  const problems: string[] = [];
  tab.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => problems.push(String(error)));
  tab.on("request", (request) => {
    if (request.url().split("#")[0] !== own) problems.push(`request: ${request.url()}`);
  });
  return problems;
}

const axe = (): string => readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

async function violationsOf(tab: Tab): Promise<string[]> {
  await tab.evaluate(axe());
  const { violations } = (await tab.evaluate("axe.run()")) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Starts the browser of this machine. */
export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("no Chromium: install one, or name it in CHROME_PATH");
  const browser = await puppeteer.launch({ executablePath: chromiumPath, args: FLAGS, pipe: true });
  return {
    async open(url, viewing = {}) {
      const { width = 1400, height = 1000, dark = false, print = false, javascript = true } = viewing;
      const tab = await browser.newPage();
      await tab.setViewport({ width, height });
      // In one command: either of puppeteer's own takes back what the other said.
      await (
        await tab.createCDPSession()
      ).send("Emulation.setEmulatedMedia", {
        media: print ? "print" : "screen",
        features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }],
      });
      await tab.setJavaScriptEnabled(javascript);
      const problems = watch(tab, url.split("#")[0] ?? "");
      await tab.goto(url, { waitUntil: "load" });
      return {
        problems,
        evaluate: (expression) => tab.evaluate(expression),
        press: (key) => tab.keyboard.press(key),
        violations: () => violationsOf(tab),
        close: () => tab.close(),
      };
    },
    close: () => browser.close(),
  };
}
