import { Command, type Option } from "commander";
import { configOf, settle, type Settled } from "../config/settle.ts";
import { SETTINGS } from "../config/variables.ts";
import { EXIT } from "../exit-codes.ts";
import { textTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";
import check from "./check.ts";
import run from "./run.ts";
import score from "./score.ts";

/** The settings as the verbs themselves define them, so that defaults and readers are those. */
function definitions(terminal: Terminal): readonly Option[] {
  const options = [run, check, score].flatMap((verb) => {
    const command = new Command();
    verb.define(command, terminal, () => undefined);
    return command.options;
  });
  return SETTINGS.flatMap(
    (key) =>
      options.find((option) => option.attributeName() === (key === "submissions" ? "metric" : key)) ?? [],
  );
}

/** What only the file can say. */
const OF_THE_FILE = ["expect", "budgets", "minimumEffect", "tolerance"] as const;

async function settings(command: Command): Promise<readonly Settled[]> {
  const { settled, file } = await settle(command);
  const others = OF_THE_FILE.flatMap((key): Settled[] => {
    const value = file?.config[key];
    return value === undefined ? [] : [{ key, value, source: "file", where: file?.file ?? "" }];
  });
  return [...settled, ...others];
}

const shown = (value: unknown): string =>
  value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);

async function config(command: Command, json: boolean, terminal: Terminal): Promise<number> {
  const all = await settings(command);
  if (json) {
    // A setting without a value is null: JSON has no undefined.
    const rows = all.map(({ key, value = null, source, where }) => ({ key, value, source, where }));
    terminal.write(`${JSON.stringify({ settings: rows }, null, 2)}\n`);
    return EXIT.ok;
  }
  const rows = all.map(({ key, value, source, where }) => [key, shown(value), where || source]);
  terminal.write(`${textTable(["setting", "value", "from"], rows).join("\n")}\n`);
  const named = command.getOptionValue("config") as string | undefined;
  if ((await configOf(named)) === undefined) terminal.tell("no etalon.config.* here or in a folder above");
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon config --print", "every setting, its value and where it comes from"],
    [
      "ETALON_WORKERS=2 etalon config --print --seed 7 --json",
      "the same as data, with a variable and a flag",
    ],
  ],
  define: (command, terminal, end) => {
    command
      .option("--print", "print them; this is what the verb does anyway")
      .option("--config <file>", "the file (default: the nearest etalon.config.ts, .js, .mjs or .json)")
      .option("--json", "print them as data")
      .action(async ({ json }: { json?: true }) => end(await config(command, json === true, terminal)));
    for (const option of definitions(terminal)) command.addOption(option);
  },
};

export default verb;
