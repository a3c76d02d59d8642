import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EtalonError } from "../../core/errors.ts";
import type { SubmissionInfo } from "../../core/submission.ts";
import { loaderFor } from "../../engine/host/worker-process.ts";
import { codeRoot, packageRoot } from "../../engine/package-root.ts";
import type { Launch } from "../../engine/submission/launch.ts";
import { systemError } from "../../io/system-error.ts";
import { commandOf, interpreterOf, splitWords } from "./command.ts";
import { fingerprint } from "./fingerprint.ts";
import { moduleFiles } from "./modules.ts";
import { packageEntry } from "./packages.ts";

/** Where a submission comes from, before anything of it has run. */
export interface Source {
  readonly kind: SubmissionInfo["kind"];
  readonly hash: string;
  readonly launch: Launch;
  /** For a module: what the loader of modules is to be given. */
  readonly module?: string;
}

const MODULE = /\.[cm]?[jt]s$/;
const COMMAND = "command:";
const PACKAGE = /^(?:npm:)?((?:@[a-z0-9-~][\w.-]*\/)?[a-z0-9-~][\w.-]*)(#.*)?$/;
const NAMED = /^(?:@[^/]+\/)?etalon-metric-/;

/** `file.ts#name` as the file and what follows it. */
function split(word: string): readonly [file: string, fragment: string] {
  const at = word.lastIndexOf("#");
  return at < 0 ? [word, ""] : [word.slice(0, at), word.slice(at)];
}

/** The package's name if a word stands for a package. */
function packageName(word: string): readonly [name: string, fragment: string] | undefined {
  const [, name, fragment = ""] = PACKAGE.exec(word) ?? [];
  return name !== undefined && (word.startsWith("npm:") || NAMED.test(name)) ? [name, fragment] : undefined;
}

/** Whether a word stands for something handed in, and not for an id of the catalogue. */
export function isSubmissionWord(word: string): boolean {
  const [file] = split(word);
  return (
    word.startsWith(COMMAND) ||
    packageName(word) !== undefined ||
    MODULE.test(file) ||
    interpreterOf(file) !== undefined ||
    /[\\/]/.test(file)
  );
}

const here = fileURLToPath(import.meta.url);
const RUNNER = path.join(path.dirname(here), `runner${path.extname(here)}`);

/** What the runner itself is made of: the code, and the packages that it and tsx are found in. */
function runnerReads(): string[] {
  const modules = createRequire(here).resolve("tsx").split(`${path.sep}tsx${path.sep}`)[0]!;
  const code = codeRoot();
  const unbuilt = code === packageRoot();
  return [
    modules,
    path.join(packageRoot(), "package.json"),
    ...(unbuilt
      ? [
          "core",
          "linalg",
          "io",
          "representation",
          "metrics",
          "tensors",
          "generators",
          "suites",
          "engine",
          "cli",
        ].map((layer) => path.join(code, layer))
      : [code]),
  ];
}

function real(file: string, word: string): string {
  try {
    return realpathSync(file);
  } catch (thrown) {
    throw systemError(thrown, word);
  }
}

function moduleSource(kind: "file" | "package", entry: string, fragment: string): Source {
  const { own, around } = moduleFiles(entry);
  const files = [entry, ...own.filter((file) => file !== entry)];
  const module = `${entry}${fragment}`;
  const program = realpathSync(process.execPath);
  return {
    kind,
    hash: fingerprint([path.basename(entry), fragment], files),
    module,
    launch: {
      program,
      args: [...loaderFor(RUNNER), RUNNER, module],
      reads: [path.dirname(path.dirname(program)), ...files, ...around, ...runnerReads()],
    },
  };
}

function commandSource(words: readonly string[], folder: string): Source {
  const { launch, files } = commandOf(words, folder);
  const named = words.map((word) =>
    files.includes(path.resolve(folder, word)) ? path.basename(word) : word,
  );
  return { kind: "command", hash: fingerprint(named, files), launch };
}

/**
 * The source that a word names:
 *
 * - `command:python3 my_metric.py`: a command, its words separated by blanks; no shell is involved
 * - `my_metric.py`, `.R`, `.jl`: a script, by its interpreter
 * - `my-metric.ts`, `.js`, `.mjs`, `.cjs`, `.mts`, `.cts`, with `#name` for one of several: a module
 * - `etalon-metric-…`, `npm:any-package`, with `#export`: an installed package
 * - any other path: a program
 *
 * @param folder What relative paths are relative to.
 * @throws EtalonError `io/…`, `check/no-package`, `check/no-program`, `check/bad-command`.
 */
export function sourceOf(word: string, folder: string = process.cwd()): Source {
  if (word.startsWith(COMMAND)) return commandSource(splitWords(word.slice(COMMAND.length)), folder);
  const named = packageName(word);
  if (named !== undefined) return moduleSource("package", packageEntry(named[0], folder), named[1]);
  const [file, fragment] = split(word);
  const found = real(path.resolve(folder, existsSync(path.resolve(folder, word)) ? word : file), word);
  if (MODULE.test(found)) return moduleSource("file", found, fragment);
  const interpreter = interpreterOf(found);
  if (interpreter !== undefined) return commandSource([...interpreter, found], folder);
  try {
    return commandSource([found], folder);
  } catch (cause) {
    throw new EtalonError("check/not-a-module", `${word}: is neither a module, a script nor a program`, {
      got: path.extname(found) || "no extension",
      remedy: 'name a .ts, .js, .py or .R file, "command:…", or the id of a metric',
      cause,
    });
  }
}
