import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { EtalonError, messageOf } from "../../core/errors.ts";
import { configProblem } from "./problem.ts";
import { configSchema, type EtalonConfig } from "./schema.ts";

/** The names under which a configuration is found. */
export const CONFIG_FILES = [
  "etalon.config.ts",
  "etalon.config.js",
  "etalon.config.mjs",
  "etalon.config.json",
] as const;

/** A configuration and where it stands. */
export interface ConfigFile {
  /** As it was named or found. */
  readonly file: string;
  /** Absolute; paths in the configuration start here. */
  readonly folder: string;
  readonly config: EtalonConfig;
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/**
 * The configuration of a folder or of the nearest folder above it.
 *
 * @throws EtalonError `config/two-files` where a folder has several: which one holds would be a guess.
 */
export function findConfig(from: string): string | undefined {
  const found = CONFIG_FILES.map((name) => path.join(from, name)).filter(isFile);
  if (found.length > 1) {
    throw new EtalonError("config/two-files", `${from}: there are ${found.length} configurations`, {
      got: found.map((file) => path.basename(file)).join(", "),
      remedy: "keep one, or name one with --config",
    });
  }
  const above = path.dirname(from);
  return found[0] ?? (above === from ? undefined : findConfig(above));
}

function readText(file: string, from: string): string {
  try {
    return readFileSync(path.resolve(from, file), "utf8");
  } catch (cause) {
    throw new EtalonError("config/unreadable", `${file}: cannot be read`, {
      got: messageOf(cause),
      remedy: "name another file with --config",
      cause,
    });
  }
}

function parseJson(file: string, from: string): unknown {
  const text = readText(file, from);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new EtalonError("config/not-json", `${file}: is not JSON`, {
      got: messageOf(cause),
      remedy: "correct it; comments and commas at the end belong into a .ts or .js file",
      cause,
    });
  }
}

/** What a module exports by default; Node 20 reads TypeScript with tsx. */
async function importDefault(file: string, from: string): Promise<unknown> {
  readText(file, from);
  const url = pathToFileURL(path.resolve(from, file)).href;
  try {
    const module = file.endsWith(".ts")
      ? ((await (await import("tsx/esm/api")).tsImport(url, import.meta.url)) as Record<string, unknown>)
      : ((await import(url)) as Record<string, unknown>);
    const outer = module["default"];
    // What Node takes for CommonJS has its exports one level deeper.
    return typeof outer === "object" && outer !== null && "default" in outer ? outer.default : outer;
  } catch (cause) {
    throw new EtalonError("config/cannot-load", `${file}: cannot be loaded`, {
      got: messageOf(cause),
      remedy: "correct it; ETALON_DEBUG=1 shows where",
      cause,
    });
  }
}

/**
 * Reads and checks a configuration file.
 *
 * @param file As errors name it.
 * @param from The folder from which it is named. @defaultValue the current one
 * @throws EtalonError `config/unreadable`, `config/not-json`, `config/cannot-load`, `config/unknown-key` with the
 * nearest key, `config/invalid` with the first place that is wrong.
 */
export async function readConfig(file: string, from: string = process.cwd()): Promise<ConfigFile> {
  const value = /\.[cm]?[jt]s$/.test(file) ? await importDefault(file, from) : parseJson(file, from);
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw configProblem(file, value, parsed.error.issues);
  return { file, folder: path.dirname(path.resolve(from, file)), config: parsed.data };
}
