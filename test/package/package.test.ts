import { checkPackage, Package } from "@arethetypeswrong/core";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, describe, expect, it } from "vitest";
import { MAIN, ROOT } from "../e2e/support.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { packedFiles, type PackedFile } from "./files.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Manifest;
const TEXT = /\.(js|ts|json|md|css|hbs|ya?ml|py|mjs|R|txt)$/;

describe("what npm would publish", () => {
  let files: readonly PackedFile[] = [];
  beforeAll(() => (files = packedFiles()));
  const paths = (): string[] => files.map((file) => file.path);

  it("has what the program reads, and the words about it", () => {
    for (const needed of [
      "dist/cli/main.js",
      "dist/cli/api.d.ts",
      "dist/build.json",
      "dist/linalg/portable/kernel.wasm",
      "dist/reports/templates/page.hbs",
      "templates/workflows/metric-check.yml",
      "README.md",
      "LICENSE",
      "CHANGELOG.md",
    ])
      expect(paths()).toContain(needed);
    expect(paths().filter((name) => name.startsWith("data/zoo/")).length).toBeGreaterThan(5);
  });

  it("has no tests, no maps, nothing of a build's insides and no other folder", () => {
    const wrong = paths().filter(
      (name) =>
        /(^|\/)test\/|\.test\.|\.map$|\.tsbuildinfo$|(^|\/)\.|node_modules/.test(name) ||
        !/^(dist|data|docs|examples|python|schemas|templates)\/|^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(
          name,
        ),
    );
    expect(wrong).toEqual([]);
  });

  it("says nothing of the machine that built it", () => {
    const telling = paths()
      .filter((name) => TEXT.test(name))
      .filter((name) => readFileSync(path.join(ROOT, name), "utf8").includes(ROOT));
    expect(telling).toEqual([]);
  });

  it("is below 25 MB, nearly all of it the trained networks", () => {
    const size = (chosen: readonly PackedFile[]): number =>
      chosen.reduce((total, file) => total + file.size, 0);
    expect(size(files)).toBeLessThan(25e6);
    expect(size(files.filter((file) => !file.path.startsWith("data/zoo/")))).toBeLessThan(8e6);
  });
});

describe("the package's manifest", () => {
  it("is what publint asks for", async () => {
    const { messages, pkg } = await publint({ pkgDir: ROOT, pack: false, level: "warning" });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("leads to types that TypeScript finds, for modules and bundlers", async () => {
    const entries = packedFiles()
      .filter(({ path: name }) => /^dist\/.*\.(js|d\.ts)$|^package\.json$/.test(name))
      .map(({ path: name }) => [`/node_modules/etalon/${name}`, readFileSync(path.join(ROOT, name), "utf8")]);
    const files = Object.fromEntries(entries) as Record<string, string>;
    const checked = await checkPackage(new Package(files, manifest.name, manifest.version), {
      entrypoints: ["."],
    });
    if (!checked.types) throw new Error("no types");
    // An ES module is no answer to require(), and node10 knows no "exports"; both are as they should be on Node 20.
    const real = checked.problems.filter(
      (problem) =>
        !("resolutionKind" in problem && ["node10", "node16-cjs"].includes(problem.resolutionKind)),
    );
    expect(real).toEqual([]);
  });
});

describe("the package in another folder", { timeout: 300_000 }, () => {
  const newFolder = temporaryFolders();
  let folder = "";
  const inFolder = (file: string, ...args: readonly string[]): string =>
    execFileSync(process.execPath, [file, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" });

  beforeAll(() => {
    folder = newFolder();
    const modules = path.join(folder, "node_modules");
    for (const { path: name } of packedFiles()) {
      const to = path.join(modules, "etalon", name);
      mkdirSync(path.dirname(to), { recursive: true });
      cpSync(path.join(ROOT, name), to);
    }
    // What it depends on and nothing else: a development tool that crept into the program is missed here.
    for (const name of Object.keys(manifest.dependencies))
      symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
    writeFileSync(path.join(folder, "package.json"), '{"type":"module","private":true}');
  });

  it("lists, measures and reports without the optional packages", () => {
    const main = path.join(folder, "node_modules", "etalon", path.relative(ROOT, MAIN));
    const listed = JSON.parse(inFolder(main, "list", "metrics", "--json")) as { id: string }[];
    expect(listed.map(({ id }) => id)).toContain("cka-linear");
    const given = ["--metrics", "nbs", "--suites", "identities", "--workers", "1", "--backend", "portable"];
    inFolder(main, "run", ...given, "--out", "out");
    expect(readFileSync(path.join(folder, "out", "index.html"), "utf8")).toContain("nbs");
  });

  it("gives an author types, and a program results as data", () => {
    writeFileSync(
      path.join(folder, "metric.ts"),
      `import { RESULT_SCHEMA, type AuthorMetric, type Result } from "etalon";
export const schema: Result["schema"] = RESULT_SCHEMA;
// @ts-expect-error: a direction that does not exist
export const wrong: AuthorMetric["direction"] = "sideways";
export default {
  id: "one",
  direction: "similarity",
  range: [0, 1],
  symmetric: true,
  invariances: ["permutation"],
  compare: (x, y) => (x.n === y.n ? 1 : 0),
} satisfies AuthorMetric;
`,
    );
    const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const compilerOptions = {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      module: "nodenext",
      target: "es2022",
      types: [],
    };
    writeFileSync(
      path.join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["metric.ts"] }),
    );
    expect(inFolder(tsc)).toBe("");
    const program = 'import { RESULT_SCHEMA } from "etalon"; process.stdout.write(RESULT_SCHEMA);';
    expect(inFolder("--input-type=module", "--eval", program)).toBe("etalon-result/1");
  });
});
