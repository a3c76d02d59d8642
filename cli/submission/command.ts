import { execFileSync } from "node:child_process";
import { existsSync, openSync, readSync, closeSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import type { Launch } from "../../engine/submission/launch.ts";
import { findProgram } from "../../engine/submission/sandbox.ts";

/** What runs a script, by its ending. */
const INTERPRETERS: Readonly<Record<string, readonly string[]>> = {
  ".py": ["python3"],
  ".r": ["Rscript", "--vanilla"],
  ".jl": ["julia"],
};

/** The command for a script, if its ending has one. */
export function interpreterOf(file: string): readonly string[] | undefined {
  return INTERPRETERS[path.extname(file).toLowerCase()];
}

/**
 * The words of a command line: separated by blanks, a quoted part is of one word, a backslash takes the next character
 * as it is. No shell is involved: nothing is expanded.
 *
 * @throws EtalonError `check/bad-command` for an open quote, or nothing.
 */
export function splitWords(text: string): string[] {
  const words = [...text.matchAll(/(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\\])+/gs)].map(([word]) =>
    word.replaceAll(
      /\\(.)|"((?:\\.|[^"\\])*)"|'([^']*)'/gs,
      (_, one?: string, double?: string, single?: string) =>
        one ?? double?.replaceAll(/\\(.)/gs, "$1") ?? single!,
    ),
  );
  const whole = text.replaceAll(/(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\\]|\s)/gs, "");
  if (words.length > 0 && whole === "") return words;
  throw new EtalonError("check/bad-command", "a command must be words, with every quote closed", {
    got: text.trim() === "" ? "nothing" : text,
    remedy: 'write --metric "command:python3 my_metric.py"',
  });
}

/** @throws EtalonError `check/no-program`. */
function programOf(word: string, folder: string): string {
  const found = word.includes(path.sep) ? path.resolve(folder, word) : findProgram(word);
  if (found !== undefined && existsSync(found) && statSync(found).isFile()) return found;
  throw new EtalonError("check/no-program", `there is no program "${word}"`, {
    remedy: "install it, or write its path",
  });
}

const beginsWithHashBang = (file: string): boolean => {
  const [start, handle] = [Buffer.alloc(2), openSync(file, "r")];
  try {
    return readSync(handle, start) === 2 && start.toString("latin1") === "#!";
  } finally {
    closeSync(handle);
  }
};

/** A Python that is a script (pyenv's, say) finds its real self by what a submission does not see. */
function realPython(program: string): string {
  if (!/^python[\d.]*$/.test(path.basename(program)) || !beginsWithHashBang(program)) return program;
  try {
    return execFileSync(program, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  } catch {
    return program;
  }
}

/** Where a program keeps its libraries: the folder that holds its `bin`; never one that holds a home. */
function prefixes(program: string): string[] {
  return [program, realpathSync(program)]
    .filter((file) => path.basename(path.dirname(file)) === "bin")
    .map((file) => path.dirname(path.dirname(file)))
    .filter((folder) => !`${homedir()}/`.startsWith(folder === "/" ? "/" : `${folder}/`));
}

/** A command, ready to be started in any folder, and the files that its words name. */
export interface Command {
  readonly launch: Launch;
  readonly files: readonly string[];
}

/**
 * Words that name existing files are made absolute, since a submission runs in a folder of its own.
 *
 * @throws EtalonError `check/no-program`.
 */
export function commandOf(words: readonly string[], folder: string): Command {
  const [first = "", ...rest] = words;
  const program = realPython(programOf(first, folder));
  const files: string[] = first.includes(path.sep) ? [program] : [];
  const args = rest.map((word) => {
    const file = path.resolve(folder, word);
    if (word.startsWith("-") || !existsSync(file)) return word;
    files.push(file);
    return file;
  });
  return { launch: { program, args, reads: [...prefixes(program), ...files] }, files };
}
