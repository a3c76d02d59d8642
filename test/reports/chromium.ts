import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

const CANDIDATES = [
  process.env["CHROME_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
  "--remote-debugging-pipe",
];

/** The browser of this machine, if it has one. */
export const chromiumPath: string | undefined = CANDIDATES.find((file) => file !== "" && existsSync(file));

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
  /** Presses and releases a key, `Tab` or `Enter`. */
  readonly press: (key: "Tab" | "Enter") => Promise<void>;
  /** A command of the Chrome DevTools protocol. */
  readonly send: (method: string, params?: object) => Promise<Record<string, unknown>>;
  /** Errors on the console, exceptions, and requests for anything but the page itself. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A connection by the DevTools pipe: JSON messages that end in a zero byte. */
function connect(input: Writable, output: Readable, onEvent: (message: Message) => void) {
  const waiting = new Map<number, (message: Message) => void>();
  let text = "";
  let last = 0;
  output.setEncoding("utf8");
  output.on("data", (chunk: string) => {
    const parts = (text + chunk).split("\0");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id === undefined) onEvent(message);
      else waiting.get(message.id)?.(message);
    }
  });
  return (method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, (message) => {
        waiting.delete(id);
        if (message.error === undefined) resolve(message.result ?? {});
        else reject(new Error(`${method}: ${message.error.message}`));
      });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}

/** What an event says of a fault of the page; `undefined` where it says nothing. */
function problemOf({ method, params }: Message, own: string): string | undefined {
  if (method === "Runtime.exceptionThrown" || method === "Log.entryAdded") return JSON.stringify(params);
  if (method === "Runtime.consoleAPICalled") return JSON.stringify(params?.["args"]);
  if (method !== "Network.requestWillBeSent") return undefined;
  const { url } = params?.["request"] as { url: string };
  return url.split("#")[0] === own ? undefined : `request: ${url}`;
}

const KEYS = {
  Tab: { code: "Tab", windowsVirtualKeyCode: 9 },
  Enter: { code: "Enter", windowsVirtualKeyCode: 13, text: "\r" },
};

/** A running browser; each page is a tab of its own. */
export interface Browser {
  /** Opens an address and waits until it has loaded. */
  readonly open: (url: string, viewing?: Viewing) => Promise<Page>;
  readonly close: () => Promise<void>;
}

type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;

async function prepare(send: Send, viewing: Viewing): Promise<void> {
  const { width = 1400, height = 1000, dark = false, print = false, javascript = true } = viewing;
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await send(`${domain}.enable`);
  await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  await send("Emulation.setEmulatedMedia", {
    media: print ? "print" : "screen",
    features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }],
  });
  await send("Emulation.setScriptExecutionDisabled", { value: !javascript });
}

/** Starts a browser and talks to it by its DevTools pipe, without a package in between. */
export async function launchBrowser(): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), "etalon-chromium-"));
  const browser = spawn(chromiumPath ?? "chromium", [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const listeners = new Map<string, (message: Message) => void>();
  const command = connect(browser.stdio[3] as Writable, browser.stdio[4] as Readable, (message) =>
    listeners.get(message.sessionId ?? "")?.(message),
  );
  await command("Browser.getVersion", {});

  return {
    async open(url, viewing = {}) {
      const { targetId } = await command("Target.createTarget", { url: "about:blank" });
      const attached = await command("Target.attachToTarget", { targetId, flatten: true });
      const sessionId = String(attached["sessionId"]);
      const send: Send = (method, params = {}) => command(method, params, sessionId);
      await prepare(send, viewing);
      const problems: string[] = [];
      await new Promise<void>((resolve, reject) => {
        listeners.set(sessionId, (message) => {
          if (message.method === "Page.loadEventFired") resolve();
          const problem = problemOf(message, url.split("#")[0] ?? "");
          if (problem !== undefined) problems.push(problem);
        });
        send("Page.navigate", { url }).catch(reject);
      });
      return {
        problems,
        send,
        async evaluate(expression) {
          const answer = await send("Runtime.evaluate", {
            expression,
            returnByValue: true,
            awaitPromise: true,
          });
          if ("exceptionDetails" in answer) throw new Error(JSON.stringify(answer["exceptionDetails"]));
          return (answer["result"] as { value?: unknown }).value;
        },
        async press(key) {
          await send("Input.dispatchKeyEvent", { type: "keyDown", key, ...KEYS[key] });
          await send("Input.dispatchKeyEvent", { type: "keyUp", key, ...KEYS[key] });
        },
        async close() {
          listeners.delete(sessionId);
          await command("Target.closeTarget", { targetId });
        },
      };
    },
    async close() {
      const ended = new Promise((resolve) => browser.once("exit", resolve));
      void command("Browser.close", {}).catch(() => undefined);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
