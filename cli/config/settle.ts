import { existsSync } from "node:fs";
import path from "node:path";
import type { Command, Option } from "commander";
import { EtalonError, messageOf } from "../../core/errors.ts";
import { idList } from "../selection.ts";
import { type ConfigFile, findConfig, readConfig } from "./file.ts";
import { CONFIG_VARIABLE, type Setting, SETTINGS, type Variable, variablesIn } from "./variables.ts";

/** Where a value comes from; the first that speaks of it decides. */
export type Source = "flag" | "environment" | "file" | "default";

/** A setting with its value and where it comes from. */
export interface Settled {
  readonly key: string;
  /** Undefined where nobody says anything and there is no default. */
  readonly value: unknown;
  readonly source: Source;
  /** The flag, the variable or the file; empty for a default. */
  readonly where: string;
}

/** Where settings are looked for. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
}

const here = (): Surroundings => ({ environment: process.env, folder: process.cwd() });

/**
 * The configuration file that holds: the one that is named by flag or by `ETALON_CONFIG`, or the nearest.
 *
 * @throws EtalonError the codes of {@link readConfig} and `findConfig`.
 */
export async function configOf(
  named: string | undefined,
  { environment, folder }: Surroundings = here(),
): Promise<ConfigFile | undefined> {
  const variable = environment[CONFIG_VARIABLE];
  const file = named ?? (variable === "" ? undefined : variable);
  if (file !== undefined) return readConfig(file, folder);
  const found = findConfig(folder);
  return found === undefined ? undefined : readConfig(path.relative(folder, found), folder);
}

/** The option of a setting; submissions are given by the repeated `--metric`, which of other verbs is something else. */
function optionOf(key: Setting, { options }: Command): Option | undefined {
  if (key !== "submissions") return options.find((one) => one.attributeName() === key);
  return options.find((one) => one.attributeName() === "metric" && Array.isArray(one.defaultValue));
}

/** The text of a variable as the flag would read it. @throws EtalonError `config/bad-variable`. */
function fromVariable(key: Setting, option: Option, { name, text }: Variable): unknown {
  if (key === "submissions") return idList(text);
  const read = option.parseArg as ((given: string, before: undefined) => unknown) | undefined;
  if (read === undefined) return text;
  try {
    return read(text, undefined);
  } catch (cause) {
    throw new EtalonError("config/bad-variable", `${name}: ${messageOf(cause)}`, { cause });
  }
}

/** A file as it is named from here; a package or a command as it is. */
function submissionFrom(given: string, file: ConfigFile, folder: string): string {
  const named = path.resolve(file.folder, given);
  const isThere = existsSync(named.replace(/#[^#]*$/, ""));
  return isThere ? path.join(path.relative(folder, path.dirname(named)) || ".", path.basename(named)) : given;
}

/** A value of the file as the flag would have it: lists as text, folders from here. */
function fromFile(key: Setting, file: ConfigFile, folder: string): unknown {
  const value = file.config[key];
  if (key === "out" && typeof value === "string")
    return path.relative(folder, path.resolve(file.folder, value)) || ".";
  if (key === "submissions") return file.config.submissions?.map((one) => submissionFrom(one, file, folder));
  return Array.isArray(value) ? value.join(",") : value;
}

/** Names the source of an id that is wrong, which the verb itself could not. */
async function requireIds({ key, value, source, where }: Settled): Promise<void> {
  if ((key !== "metrics" && key !== "suites") || typeof value !== "string") return;
  if (source !== "environment" && source !== "file") return;
  const { namedMetrics } = await import("../metrics-option.ts");
  const { namedSuites } = await import("../suites-option.ts");
  try {
    await (key === "metrics" ? namedMetrics(value) : namedSuites(value));
  } catch (thrown) {
    if (!(thrown instanceof EtalonError)) throw thrown;
    throw new EtalonError(thrown.code, `${where}: ${key}: ${thrown.message}`, { cause: thrown });
  }
}

/**
 * Gives the options of a parsed command line that are settings their values: a flag before the environment before the
 * configuration file before the default. The options are set as if flags had been given.
 *
 * @returns The settings that the command has, in their fixed order.
 * @throws EtalonError `config/…`, and for ids that do not exist those of `--metrics` and `--suites`.
 */
export async function settle(
  command: Command,
  surroundings: Surroundings = here(),
): Promise<{ readonly settled: readonly Settled[]; readonly file: ConfigFile | undefined }> {
  const { environment, folder } = surroundings;
  const file = await configOf(command.getOptionValue("config") as string | undefined, surroundings);
  const variables = variablesIn(environment);
  const settled = SETTINGS.flatMap((key): Settled[] => {
    const option = optionOf(key, command);
    if (option === undefined) return [];
    const attribute = option.attributeName();
    const given: unknown = command.getOptionValue(attribute);
    if (command.getOptionValueSource(attribute) === "cli")
      return [{ key, value: given, source: "flag", where: option.long ?? key }];
    const variable = variables.get(key);
    if (variable !== undefined)
      return [
        { key, value: fromVariable(key, option, variable), source: "environment", where: variable.name },
      ];
    if (file?.config[key] !== undefined)
      return [{ key, value: fromFile(key, file, folder), source: "file", where: file.file }];
    return [{ key, value: given, source: "default", where: "" }];
  });
  for (const one of settled) {
    await requireIds(one);
    if (one.source === "environment" || one.source === "file")
      command.setOptionValueWithSource(
        optionOf(one.key as Setting, command)?.attributeName() ?? one.key,
        one.value,
        one.source === "file" ? "config" : "env",
      );
  }
  if (file?.config.expect !== undefined && command.options.some((one) => one.attributeName() === "expect")) {
    const given = command.getOptionValue("expect") as Readonly<Record<string, string>>;
    command.setOptionValue("expect", { ...file.config.expect, ...given });
  }
  // The linear algebra reads this variable itself where `auto` leaves it the choice: a flag goes before it.
  const backend = settled.find(({ key }) => key === "backend");
  if (backend?.source === "flag" && backend.value === "auto") delete environment["ETALON_BACKEND"];
  return { settled, file };
}
