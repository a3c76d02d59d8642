// Makes docs/images/leaderboard.png from the real page: node scripts/screenshot.mjs [page.html [image.png]]
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [
  page = path.join(root, "leaderboard", "index.html"),
  image = path.join(root, "docs", "images", "leaderboard.png"),
] = process.argv.slice(2);

const chromium = [
  process.env.CHROME_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((file) => file !== "" && existsSync(file));

function stop(message) {
  console.error(`screenshot: ${message}`);
  process.exit(1);
}

if (chromium === undefined) stop("no Chromium was found; install one, or name it in CHROME_PATH");
if (!existsSync(page)) stop(`there is no ${page}; make it with \`npm start\``);

const profile = mkdtempSync(path.join(tmpdir(), "etalon-screenshot-"));
mkdirSync(path.dirname(image), { recursive: true });
try {
  execFileSync(
    chromium,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--hide-scrollbars",
      "--blink-settings=preferredColorScheme=1",
      "--force-device-scale-factor=1",
      "--window-size=1440,1250",
      `--user-data-dir=${profile}`,
      `--screenshot=${path.resolve(image)}`,
      pathToFileURL(path.resolve(page)).href,
    ],
    { stdio: "ignore", timeout: 60_000 },
  );
} finally {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
console.log(`${image}: ${Math.round(statSync(image).size / 1024)} kB`);
