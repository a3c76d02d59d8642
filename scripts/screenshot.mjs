// Makes docs/images/leaderboard.png from the real page: node scripts/screenshot.mjs [page.html [image.png [place on the page]]]
import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [
  page = path.join(root, "leaderboard", "index.html"),
  image = path.join(root, "docs", "images", "leaderboard.png"),
  place = "leaderboard",
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

mkdirSync(path.dirname(image), { recursive: true });
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--hide-scrollbars"],
  pipe: true,
});
try {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1440, height: 1000 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await tab.goto(`${pathToFileURL(path.resolve(page)).href}#${place}`, { waitUntil: "load" });
  await tab.screenshot({ path: image });
} finally {
  await browser.close();
}
console.log(`${image}: ${Math.round(statSync(image).size / 1024)} kB`);
