import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settle, type Source } from "../../../cli/config/settle.ts";
import { SETTINGS, type Setting } from "../../../cli/config/variables.ts";
import { DEFAULT_LIMITS } from "../../../engine/submission/launch.ts";
import run from "../../../cli/verbs/run.ts";
import score from "../../../cli/verbs/score.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { recorder } from "../support/terminal.ts";

const newFolder = temporaryFolders();

/** The options of `run` and `score` on one command that does nothing. */
function commandWith(words: readonly string[]): Command {
  const command = new Command().option("--config <file>").action(() => undefined);
  for (const verb of [run, score]) {
    const own = new Command();
    verb.define(own, recorder(), () => undefined);
    for (const option of own.options)
      if (!command.options.some((one) => one.attributeName() === option.attributeName()))
        command.addOption(option);
  }
  return command.parse(words, { from: "user" });
}

/** Four different values of a setting, as text of a flag or variable and as the value that comes of it. */
const VALUES: Readonly<Record<Setting, readonly (readonly [text: string, value: unknown])[]>> = {
  profile: [
    ["full", "full"],
    ["quick", "quick"],
    ["full", "full"],
  ],
  metrics: [
    ["nbs", "nbs"],
    ["cka-linear", "cka-linear"],
    ["nbs,cca-mean", "nbs,cca-mean"],
  ],
  suites: [
    ["layers", "layers"],
    ["axioms", "axioms"],
    ["cost,width", "cost,width"],
  ],
  seed: [
    ["2", 2],
    ["3", 3],
    ["-4", -4],
  ],
  out: [
    ["a", "a"],
    ["b", "b"],
    ["c", "c"],
  ],
  workers: [
    ["0", 0],
    ["2", 2],
    ["3", 3],
  ],
  backend: [
    ["native", "native"],
    ["portable", "portable"],
    ["native", "native"],
  ],
  submissions: [
    ["a.ts", ["a.ts"]],
    ["b.ts,npm:c", ["b.ts", "npm:c"]],
    ["d.py", ["d.py"]],
  ],
  isolate: [
    ["none", "none"],
    ["sandbox", "sandbox"],
    ["none", "none"],
  ],
  timeLimit: [
    ["5", 5],
    ["6.5", 6.5],
    ["7", 7],
  ],
  memoryLimit: [
    ["128", 128],
    ["256", 256],
    ["512", 512],
  ],
  calibrate: [
    ["50", 50],
    ["60", 60],
    ["70", 70],
  ],
};

/** Which of flag, environment and file speak of a setting. */
const speakers = fc.record({ flag: fc.boolean(), environment: fc.boolean(), file: fc.boolean() });

describe("settle", () => {
  it("takes the flag before the environment before the file before the default, each setting by itself", async () => {
    const allSpeakers = fc.record(
      Object.fromEntries(SETTINGS.map((key) => [key, speakers])) as Record<Setting, typeof speakers>,
    );
    const defaults = Object.fromEntries(
      (await settle(commandWith([]), { environment: {}, folder: newFolder() })).settled.map(
        ({ key, value }) => [key, value],
      ),
    );
    expect(defaults).toEqual({
      ...{ profile: "quick", metrics: undefined, suites: undefined, seed: 1, out: "leaderboard" },
      ...{ workers: undefined, backend: "auto", calibrate: 200 },
      ...{ submissions: [], isolate: "process", timeLimit: DEFAULT_LIMITS.seconds },
      memoryLimit: DEFAULT_LIMITS.bytes / 2 ** 20,
    });
    await fc.assert(
      fc.asyncProperty(allSpeakers, async (who) => {
        const folder = newFolder();
        const environment: Record<string, string> = {};
        const words: string[] = [];
        const config: Record<string, unknown> = {};
        const expected = SETTINGS.map((key): readonly [string, unknown, Source] => {
          const [flag, variable, file] = VALUES[key];
          const { flag: byFlag, environment: byEnvironment, file: byFile } = who[key];
          const name = key.replaceAll(/[A-Z]/g, "-$&").toLowerCase();
          if (byFlag) words.push(`--${key === "submissions" ? "metric" : name}=${flag![0]}`);
          if (byEnvironment) environment[`ETALON_${name.replace("-", "_").toUpperCase()}`] = variable![0];
          if (byFile) config[key] = file![1];
          if (byFlag) return [key, flag![1], "flag"];
          if (byEnvironment) return [key, variable![1], "environment"];
          return byFile ? [key, file![1], "file"] : [key, defaults[key], "default"];
        });
        writeFileSync(path.join(folder, "etalon.config.json"), JSON.stringify(config));
        const command = commandWith(words);
        const { settled } = await settle(command, { environment, folder });
        expect(settled.map(({ key, value, source }) => [key, value, source])).toEqual(expected);
        // The verb sees the same.
        expect(
          settled.map(({ key }) => command.getOptionValue(key === "submissions" ? "metric" : key) as unknown),
        ).toEqual(expected.map(([, value]) => value));
      }),
      { numRuns: 40 },
    );
  });

  it("reads folders of the file from the file's own, and lists as the flag has them", async () => {
    const folder = newFolder();
    const below = path.join(folder, "below");
    mkdirSync(below);
    const config = { out: "results", metrics: ["nbs", "cka-*"], suites: ["axioms"] };
    writeFileSync(path.join(folder, "etalon.config.json"), JSON.stringify(config));
    const command = commandWith([]);
    const { settled } = await settle(command, { environment: {}, folder: below });
    expect(settled.find(({ key }) => key === "out")).toEqual({
      ...{ key: "out", value: path.join("..", "results"), source: "file" },
      where: path.join("..", "etalon.config.json"),
    });
    expect(command.getOptionValue("metrics")).toBe("nbs,cka-*");
  });

  it("names files of submissions from here, and leaves packages and commands alone", async () => {
    const folder = newFolder();
    const below = path.join(folder, "below");
    mkdirSync(below);
    writeFileSync(path.join(folder, "mine.ts"), "");
    const submissions = ["./mine.ts", "mine.ts#two", "npm:theirs", "command:python3 mine.py"];
    writeFileSync(path.join(folder, "etalon.config.json"), JSON.stringify({ submissions }));
    const command = commandWith([]);
    await settle(command, { environment: {}, folder: below });
    expect(command.getOptionValue("metric")).toEqual([
      ...[
        path.join("..", "mine.ts"),
        path.join("..", "mine.ts#two"),
        "npm:theirs",
        "command:python3 mine.py",
      ],
    ]);
  });

  it("names the file or the variable in which something is wrong", async () => {
    const folder = newFolder();
    const file = path.join(folder, "mine.json");
    writeFileSync(file, JSON.stringify({ suites: ["layrs"] }));
    await expect(settle(commandWith(["--config", file]), { environment: {}, folder })).rejects.toThrow(
      `${file}: suites: there is no suite "layrs"; did you mean "layers"?`,
    );
    await expect(
      settle(commandWith([]), { environment: { ETALON_METRICS: "nbss" }, folder }),
    ).rejects.toThrow(/^ETALON_METRICS: metrics: .*did you mean "nbs"/);
    await expect(settle(commandWith([]), { environment: { ETALON_SEED: "x" }, folder })).rejects.toThrow(
      'ETALON_SEED: --seed must be an integer (got "x")',
    );
    // What a flag overrules need not be right.
    const overruled = commandWith(["--seed", "5"]);
    await settle(overruled, { environment: { ETALON_SEED: "x" }, folder });
    expect(overruled.getOptionValue("seed")).toBe(5);
  });

  it("takes the file that ETALON_CONFIG names, and a flag's before it", async () => {
    const folder = newFolder();
    const [one, two] = [path.join(folder, "one.json"), path.join(folder, "two.json")];
    writeFileSync(one, '{ "seed": 11 }');
    writeFileSync(two, '{ "seed": 12 }');
    const environment = { ETALON_CONFIG: one };
    const seedOf = async (...words: string[]): Promise<unknown> => {
      const command = commandWith(words);
      await settle(command, { environment, folder });
      return command.getOptionValue("seed");
    };
    expect([await seedOf(), await seedOf("--config", two)]).toEqual([11, 12]);
  });

  it("lets --backend auto overrule the variable that the linear algebra reads", async () => {
    const environment: NodeJS.ProcessEnv = { ETALON_BACKEND: "portable" };
    await settle(commandWith(["--backend", "auto"]), { environment, folder: newFolder() });
    expect(environment).toEqual({});
  });
});
