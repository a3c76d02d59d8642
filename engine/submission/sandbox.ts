import { accessSync, constants, existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import type { Launch } from "./launch.ts";

/** What programs and their libraries need of a system, read-only; nothing in it belongs to a person. */
const SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store"];
const SETTINGS = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/R"];

/** Bytes that may be written to the sandbox's own /tmp, and to /dev/shm; both lie in memory and go with it. */
const SCRATCH = 256 * 2 ** 20;

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The program of that name on a path. */
export function findProgram(name: string, searched: string = process.env["PATH"] ?? ""): string | undefined {
  return searched
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

/** @throws EtalonError `isolation/no-sandbox` where bubblewrap is not installed. */
export function requireBubblewrap(): string {
  const found = process.platform === "linux" ? findProgram("bwrap") : undefined;
  if (found !== undefined) return found;
  throw new EtalonError("isolation/no-sandbox", "a sandbox needs bubblewrap, which is not installed", {
    remedy: "install it (Linux: apt-get install bubblewrap), or use --isolate process",
  });
}

/** A link of the system (/lib → usr/lib) as a link, a folder or file as itself. */
function shown(file: string): string[] {
  if (!existsSync(file)) return [];
  return lstatSync(file).isSymbolicLink()
    ? ["--symlink", readlinkSync(file), file]
    : ["--ro-bind", file, file];
}

const lies = (file: string, folder: string): boolean => `${file}/`.startsWith(`${folder}/`);

/** What is shown besides the system: the files named, under the names used and their real ones. */
function bound(files: readonly string[]): string[] {
  const names = new Set(files.flatMap((file) => (existsSync(file) ? [file, realpathSync(file)] : [])));
  return [...names]
    .filter((file) => !SYSTEM.some((folder) => lies(file, folder)))
    .sort()
    .flatMap((file) => ["--ro-bind", file, file]);
}

/**
 * A launch inside bubblewrap: a process space, network and host name of its own, no capability, and of the file system
 * the system's programs, what the launch reads and the arrays, read-only; its own folder alone can be written to. It
 * ends with its parent.
 *
 * @throws EtalonError `isolation/no-sandbox`.
 */
export function sandboxed(
  { program, args, reads }: Launch,
  folder: string,
  arrays: string,
  environment: Readonly<Record<string, string>>,
): Launch {
  return {
    program: requireBubblewrap(),
    reads: [],
    args: [
      ...["--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--hostname", "sandbox"],
      ...[...SYSTEM, ...SETTINGS].flatMap(shown),
      ...["--proc", "/proc", "--dev", "/dev"],
      ...["/tmp", "/dev/shm"].flatMap((place) => ["--size", String(SCRATCH), "--tmpfs", place]),
      ...bound([program, ...reads]),
      ...["--bind", folder, folder, "--ro-bind", arrays, arrays, "--remount-ro", "/"],
      ...["--chdir", folder],
      ...["--clearenv", ...Object.entries(environment).flatMap((pair) => ["--setenv", ...pair])],
      ...["--", program, ...args],
    ],
  };
}
