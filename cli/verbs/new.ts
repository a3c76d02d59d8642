import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { EXIT } from "../exit-codes.ts";
import { filesOf, type Template, TEMPLATES } from "../new/files.ts";
import { wordOption } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly template: Template;
  readonly dir?: string;
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9.]+)*$/;

/** @throws EtalonError `new/bad-id`, `new/taken-id`. */
async function requireId(id: string): Promise<void> {
  if (!ID.test(id)) {
    throw new EtalonError("new/bad-id", "an id is lower-case words and numbers joined by dashes", {
      got: `"${id}"`,
      remedy: "call it, for instance, my-metric",
    });
  }
  const taken = (await loadMetrics()).find((metric) => metric.id === id || metric.aliases.includes(id));
  if (taken === undefined) return;
  throw new EtalonError("new/taken-id", `Etalon has a metric "${id}" already: ${taken.title}`, {
    got: id,
    remedy: "call it otherwise; results name metrics by id",
  });
}

/** @throws EtalonError `new/exists` before anything is written. */
async function newMetric(id: string, { template, dir = id }: Options, terminal: Terminal): Promise<number> {
  await requireId(id);
  const files = filesOf(id, template).map(({ name, text }) => ({ file: path.join(dir, name), name, text }));
  const there = files.filter(({ file }) => existsSync(file)).map(({ file }) => file);
  if (there.length > 0) {
    throw new EtalonError("new/exists", `${there[0] ?? dir} is there already`, {
      got: there.join(", "),
      remedy: "choose another folder with --dir; nothing was written",
    });
  }
  for (const { file, text } of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeAtomically(file, text);
    terminal.tell(`wrote ${file}`);
  }
  const [first] = files;
  terminal.tell(`next: etalon check ${first?.file ?? dir}`);
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    [
      "etalon new metric my-metric",
      "a metric in TypeScript with test, README and a workflow, in ./my-metric",
    ],
    ["etalon new metric my-metric --template python --dir .", "in Python, in this folder"],
    ["etalon check my-metric/my-metric.ts", "its report card"],
  ],
  define: (command, terminal, end) => {
    command
      .command("metric")
      .description("write a metric of your own that passes etalon check, to be changed")
      .argument("<id>", "lower-case words joined by dashes")
      .option(
        "--template <name>",
        "ts, tensor (a formula in tfjs, with its gradient) or python (numpy)",
        wordOption("--template", TEMPLATES),
        "ts",
      )
      .option("--dir <folder>", "where it goes (default: a folder of the id)")
      .exitOverride()
      .action(async (id: string, options: Options) => end(await newMetric(id, options, terminal)));
  },
};

export default verb;
