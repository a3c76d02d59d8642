import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { splitWords } from "../../../cli/submission/command.ts";
import { loadEntrant } from "../../../cli/submission/load.ts";
import { isSubmissionWord, sourceOf } from "../../../cli/submission/source.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";

const newFolder = temporaryFolders();
const metric = (id: string): string =>
  `{ id: "${id}", direction: "distance", range: [0, 9], symmetric: true, invariances: [], compare: () => 4 }`;

/** A folder with files. */
function files(contents: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const withCode = (code: string): unknown => expect.objectContaining({ code });

describe("isSubmissionWord", () => {
  it("tells what was handed in from ids", () => {
    const words = [
      "a.ts",
      "b.py",
      "c.R",
      "./d",
      "e.mjs#x",
      "command:f",
      "npm:g",
      "etalon-metric-h",
      "@i/etalon-metric-j",
    ];
    for (const word of words) expect([word, isSubmissionWord(word)]).toEqual([word, true]);
    for (const id of ["cka-linear", "cka-rbf-0.4@angular", "nbs"])
      expect([id, isSubmissionWord(id)]).toEqual([id, false]);
  });
});

describe("splitWords", () => {
  it("reads quotes and backslashes, and nothing else, as a shell does", () => {
    expect(splitWords(String.raw`python3  my\ file.py "a \"b\" $HOME" 'c\d' --x="1 2"`)).toEqual([
      "python3",
      "my file.py",
      'a "b" $HOME',
      String.raw`c\d`,
      "--x=1 2",
    ]);
    for (const text of ["", "  ", 'a "b', "a 'b"])
      expect(() => splitWords(text)).toThrow(withCode("check/bad-command"));
  });
});

describe("sourceOf", () => {
  it("makes the files that a command names absolute, and hashes their content wherever they lie", () => {
    const contents = { "my metric.py": "one", "weights.bin": "two" };
    const [a, b] = [files(contents), files(contents)];
    const word = "command:node 'my metric.py' weights.bin --fast";
    const { launch, kind, hash } = sourceOf(word, a);
    expect(kind).toBe("command");
    expect(launch.args).toEqual([path.join(a, "my metric.py"), path.join(a, "weights.bin"), "--fast"]);
    expect(launch.reads).toEqual(expect.arrayContaining([...launch.args.slice(0, 2)]));
    expect(sourceOf(word, b).hash).toBe(hash);
    expect(sourceOf(`${word}er`, b).hash).not.toBe(hash);
    writeFileSync(path.join(b, "weights.bin"), "three");
    expect(sourceOf(word, b).hash).not.toBe(hash);
  });

  it("hashes a module with whatever it imports by a relative path, and shows a sandbox no more of its folder", () => {
    const folder = files({
      "m.ts": `import { a } from "./lib/a.js"; export default ${metric("m")};`,
      "lib/a.ts": 'export * from "../b"; export const a = 1;',
      "b.ts": "export const b = 1;",
      "diary.txt": "dear diary",
    });
    const { hash, launch } = sourceOf("m.ts", folder);
    const shown = launch.reads
      .filter((file) => file.startsWith(folder))
      .map((file) => path.relative(folder, file));
    expect(shown.sort()).toEqual(["b.ts", "lib/a.ts", "m.ts"]);
    writeFileSync(path.join(folder, "diary.txt"), "more");
    expect(sourceOf("m.ts", folder).hash).toBe(hash);
    writeFileSync(path.join(folder, "b.ts"), "export const b = 2;");
    expect(sourceOf("m.ts", folder).hash).not.toBe(hash);
  });

  it("finds an installed package, and one of its exports", async () => {
    const folder = files({
      "node_modules/etalon-metric-x/package.json":
        '{ "name": "etalon-metric-x", "type": "module", "exports": { ".": { "types": "./x.d.ts", "import": "./lib/x.js" } } }',
      "node_modules/etalon-metric-x/lib/x.js": `export default ${metric("x")}; export const other = ${metric("other")};`,
      "deep/er/none": "",
    });
    const from = path.join(folder, "deep", "er");
    const source = sourceOf("etalon-metric-x", from);
    expect(source).toMatchObject({ kind: "package" });
    expect(source.module).toMatch(/node_modules\/etalon-metric-x\/lib\/x\.js$/);
    const trust = { isolation: "process", limits: { seconds: 60, bytes: 2 ** 30 }, reads: [] } as const;
    expect((await loadEntrant(`${source.module!}#other`, trust)).metric.id).toBe("other");
    expect(sourceOf("npm:etalon-metric-x#other", from).module).toBe(`${source.module!}#other`);
    expect(() => sourceOf("npm:etalon-metric-y", from)).toThrow(withCode("check/no-package"));
  });

  it("says what is missing", () => {
    const folder = files({ "notes.txt": "x" });
    expect(() => sourceOf("none.ts", folder)).toThrow(withCode("io/not-found"));
    expect(() => sourceOf("command:no-such-program-here x", folder)).toThrow(withCode("check/no-program"));
    expect(() => sourceOf("./none", folder)).toThrow(withCode("io/not-found"));
    renameSync(path.join(folder, "notes.txt"), path.join(folder, "moved"));
    expect(() => sourceOf(".", folder)).toThrow(withCode("check/not-a-module"));
  });
});

describe("loadEntrant", () => {
  const trust = { isolation: "process", limits: { seconds: 60, bytes: 2 ** 30 }, reads: [] } as const;

  it("records what was handed in", async () => {
    const file = path.join(files({ "m.mjs": `export default ${metric("m")};` }), "m.mjs");
    for (const isolation of ["process", "none"] as const) {
      const { metric: found } = await loadEntrant(file, { ...trust, isolation });
      expect(found.submission).toEqual({ kind: "file", hash: sourceOf(file).hash, isolation });
      // It is sent to workers.
      expect(structuredClone(found)).toEqual(found);
    }
  });

  it("passes on what the runner says, and what a program printed before it ended", async () => {
    const folder = files({
      "m.mjs": "export default {};",
      "p.mjs": "console.error('no weights'); process.exit(3);",
    });
    await expect(loadEntrant(path.join(folder, "m.mjs"), trust)).rejects.toThrow(
      withCode("check/bad-metric"),
    );
    const word = `command:${process.execPath} ${path.join(folder, "p.mjs")}`;
    await expect(loadEntrant(word, trust)).rejects.toThrow(/ended with exit code 3: no weights/);
  });
});
