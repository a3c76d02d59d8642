// Builds `dist/`: the TypeScript sources, the WebAssembly kernel, the report templates, and a hash of the lot.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, "dist");
const node = process.execPath;
const tool = (...parts) => path.join(root, "node_modules", ...parts);

/** Every file below `folder`, in a fixed order. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .sort();
}

function newest(files) {
  return Math.max(0, ...files.map((file) => statSync(file).mtimeMs));
}

function buildTypeScript() {
  const info = path.join(root, "node_modules", ".cache", "etalon.tsbuildinfo");
  if (!existsSync(path.join(dist, "cli", "main.js"))) rmSync(info, { force: true });
  mkdirSync(path.dirname(info), { recursive: true });
  execFileSync(node, [tool("typescript", "bin", "tsc"), "-p", path.join(root, "tsconfig.build.json")], {
    stdio: "inherit",
    cwd: root,
  });
}

function buildKernel() {
  const folder = path.join(root, "linalg", "portable", "assembly");
  if (!existsSync(folder)) return;
  const out = path.join(dist, "linalg", "portable", "kernel.wasm");
  const sources = filesBelow(folder);
  if (existsSync(out) && statSync(out).mtimeMs > newest(sources)) return;
  mkdirSync(path.dirname(out), { recursive: true });
  execFileSync(
    node,
    [
      tool("assemblyscript", "bin", "asc.js"),
      path.join("linalg", "portable", "assembly", "index.ts"),
      "--outFile",
      path.relative(root, out),
      "-O3",
      "--noAssert",
      "--enable",
      "simd",
      "--runtime",
      "stub",
      "--importMemory",
      "--use",
      "abort=",
    ],
    { stdio: "inherit", cwd: root },
  );
}

/** Removes outputs whose source is gone, so that nothing stale is discovered at run time. */
function prune() {
  for (const file of filesBelow(dist)) {
    const match = /^(.*?)(?:\.d\.ts|\.js)$/.exec(path.relative(dist, file));
    if (match && !existsSync(path.join(root, `${match[1]}.ts`))) rmSync(file);
  }
}

function copyAssets() {
  const folder = path.join(root, "reports", "templates");
  if (existsSync(folder)) cpSync(folder, path.join(dist, "reports", "templates"), { recursive: true });
}

/** The hash of everything that can move a number: stored outcomes of other code are never reused. */
function writeBuildInfo() {
  const hash = createHash("sha256");
  for (const file of filesBelow(dist)) {
    if (!/\.(js|wasm)$/.test(file) || /[\\/](cli|reports)[\\/]/.test(file)) continue;
    hash.update(path.relative(dist, file).replaceAll("\\", "/")).update(readFileSync(file));
  }
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  writeFileSync(
    path.join(dist, "build.json"),
    JSON.stringify({ version, code: hash.digest("hex").slice(0, 16) }),
  );
}

/** The published schemas, for editors and for programs that read results. */
async function writeSchemas() {
  const { publishedSchemas } = await import(
    pathToFileURL(path.join(dist, "cli", "config", "published.js")).href
  );
  const folder = path.join(root, "schemas");
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(publishedSchemas()))
    writeFileSync(path.join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}

buildTypeScript();
buildKernel();
prune();
copyAssets();
writeBuildInfo();
await writeSchemas();
const main = path.join(dist, "cli", "main.js");
if (existsSync(main)) chmodSync(main, 0o755);
