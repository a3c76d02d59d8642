import { readFileSync } from "node:fs";
import path from "node:path";
import { codeIdentity } from "../../engine/code-identity.ts";
import { packageRoot } from "../../engine/package-root.ts";

/** What a new metric may be written in. */
export const TEMPLATES = ["ts", "tensor", "python"] as const;

export type Template = (typeof TEMPLATES)[number];

/** A file to be written, named from the metric's folder. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

interface Kind {
  /** The example that the metric begins as, of which there is only one copy. */
  readonly example: string;
  readonly id: string;
  readonly begins: string;
  readonly file: (id: string) => string;
  readonly test: readonly [template: string, name: (id: string) => string];
  /** The command of `npm test`. */
  readonly command: (test: string) => string;
  /** Steps of the workflow before the packages are installed. */
  readonly setup: string;
}

/** A name that Python can import. */
const moduleOf = (id: string): string => id.replaceAll(/[^a-z0-9]/g, "_").replace(/^(\d)/, "_$1");

const nodeTest = (test: string): string => `node --import tsx --test ${test}`;

const KINDS: Readonly<Record<Template, Kind>> = {
  ts: {
    example: "mean-response.ts",
    id: "mean-response",
    begins: "the correlation of mean responses",
    file: (id) => `${id}.ts`,
    test: ["test.ts.txt", (id) => `${id}.test.ts`],
    command: nodeTest,
    setup: "",
  },
  tensor: {
    example: "tensor-cka.ts",
    id: "tensor-cka",
    begins: "linear CKA, with the gradient from automatic differentiation",
    file: (id) => `${id}.ts`,
    test: ["test.tensor.txt", (id) => `${id}.test.ts`],
    command: nodeTest,
    setup: "",
  },
  python: {
    example: "mean_response.py",
    id: "mean-response-py",
    begins: "the correlation of mean responses",
    file: (id) => `${moduleOf(id)}.py`,
    test: ["test.python.txt", (id) => `test_${moduleOf(id)}.py`],
    command: (test) => `python3 -m unittest ${test}`,
    setup: [
      "      - uses: actions/setup-python@v5",
      '        with: { python-version: "3.12" }',
      "      - run: pip install numpy",
    ].join("\n"),
  },
};

const read = (...parts: readonly string[]): string =>
  readFileSync(path.join(packageRoot(), ...parts), "utf8");

/** The example with the metric's own names in place of the example's. */
function metricText({ example, id: old }: Kind, id: string, file: string): string {
  return read("examples", example)
    .replaceAll(`examples/${example}`, file)
    .replace("my_metric.py", file)
    .replace(/copy this file, change METRIC and compare, and run/, "change METRIC and compare, and run")
    .replaceAll(`"${old}"`, `"${id}"`);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The files of a new metric: itself, its test, README, package, configuration and a workflow for CI. Each begins as an
 * example of Etalon's own, so that it passes `etalon check` as it is.
 */
export function filesOf(id: string, template: Template): readonly NewFile[] {
  const kind = KINDS[template];
  const file = kind.file(id);
  const [testTemplate, testName] = kind.test;
  const test = testName(id);
  const fill = (name: string): string =>
    read("templates", "metric", name)
      .replaceAll("@id@", id)
      .replaceAll("@file@", file)
      .replaceAll("@module@", moduleOf(id))
      .replaceAll("@begins@", kind.begins)
      .replace("      # @setup@\n", kind.setup === "" ? "" : `${kind.setup}\n`);
  return [
    { name: file, text: metricText(kind, id, file) },
    { name: test, text: fill(testTemplate) },
    { name: "README.md", text: fill("README.md") },
    {
      name: "package.json",
      text: json({
        name: `etalon-metric-${id}`,
        version: "0.1.0",
        type: "module",
        ...(template === "python" ? {} : { exports: `./${file}` }),
        scripts: { test: kind.command(test) },
        devDependencies: { etalon: `^${codeIdentity().version}` },
      }),
    },
    {
      name: "etalon.config.json",
      text: json({
        $schema: "./node_modules/etalon/schemas/config.schema.json",
        submissions: [`./${file}`],
        metrics: ["cka-linear", "nbs", "constant"],
        backend: "portable",
      }),
    },
    { name: ".gitignore", text: "node_modules/\n__pycache__/\nboard/\nhead/\ncard.html\n" },
    { name: ".github/workflows/etalon.yml", text: fill("workflow.yml") },
  ];
}
