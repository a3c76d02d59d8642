import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { contentHash } from "../core/hash.ts";
import { ZOO_VARIABLE } from "../generators/networks/zoo-files.ts";
import { codeRoot, packageRoot } from "./package-root.ts";

/** Which code produced a number. */
export interface CodeIdentity {
  /** The package's version. */
  readonly version: string;
  /** Hash of all code and data that can move a number; outcomes stored under another one are never used again. */
  readonly code: string;
}

/** The layers whose code can move a number: not the command line, not the reports. */
const LAYERS = ["core", "linalg", "representation", "metrics", "generators", "suites", "engine"] as const;

const buildSchema = z.object({ version: z.string(), code: z.string() });
const packageSchema = z.object({ version: z.string() });

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** Files of the layers below `root`, in a fixed order. */
function sources(root: string): string[] {
  return LAYERS.flatMap((layer) =>
    readdirSync(path.join(root, layer), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  ).sort();
}

function hashOfSources(root: string): string {
  const hash = createHash("sha256");
  for (const file of sources(root)) {
    hash.update(path.relative(root, file).replaceAll("\\", "/")).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** The index of the networks, which holds the hash of every other file beside it. */
function dataIndex(): string {
  const folder = process.env[ZOO_VARIABLE] || path.join(packageRoot(), "data", "zoo");
  const file = path.join(folder, "index.json");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

let known: CodeIdentity | undefined;

/**
 * The identity of what runs: from the hash that the build wrote to `build.json`, or one of the sources when they run
 * unbuilt (it then begins with `source-`), and from the index of the networks that are used.
 */
export function codeIdentity(): CodeIdentity {
  if (known !== undefined) return known;
  const root = codeRoot();
  const build = path.join(root, "build.json");
  if (existsSync(build)) {
    const { version, code } = buildSchema.parse(readJson(build));
    known = { version, code: contentHash([code, dataIndex()]) };
  } else {
    const { version } = packageSchema.parse(readJson(path.join(packageRoot(), "package.json")));
    known = { version, code: `source-${contentHash([hashOfSources(root), dataIndex()])}` };
  }
  return known;
}
