import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { githubFile } from "../../../cli/emit/github.ts";
import { k8sFiles } from "../../../cli/emit/k8s.ts";
import { slurmFiles } from "../../../cli/emit/slurm.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { HOSTILE } from "../emit/hostile.ts";
import { readYaml, whyNoYaml } from "../emit/read-yaml.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();
const YAML = whyNoYaml() === undefined;

/** A program that writes the words it was given, a NUL after each, to the file `words` beside it. */
function listener(folder: string): string {
  const file = path.join(folder, "it's an etalon");
  writeFileSync(file, `#!/bin/bash\nprintf '%s\\0' "$@" > ${JSON.stringify(path.join(folder, "words"))}\n`);
  chmodSync(file, 0o755);
  return file;
}

const wordsIn = (folder: string): string[] =>
  readFileSync(path.join(folder, "words"), "utf8").split("\0").slice(0, -1);

/** Runs a script of bash; nothing but a known file may come into being where it runs. */
function runs(script: string, folder: string, environment: Readonly<Record<string, string>>): string {
  const { stderr, status } = spawnSync("bash", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TMPDIR: folder, ...environment },
  });
  expect(status).toBe(0);
  expect(existsSync(path.join(folder, "owned"))).toBe(false);
  return stderr;
}

const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: "binary" }).map((one) => one.replaceAll("\0", "")),
  ),
  { minLength: 1, maxLength: 6 },
);

type Nested = Readonly<Record<string, unknown>>;
const inside = (value: unknown, ...keys: readonly (string | number)[]): unknown =>
  keys.reduce<unknown>((now, key) => (now as Nested)[key], value);

/** What Kubernetes makes of a command: variables are put in, doubled signs halved (its documentation of `command`). */
const expanded = (text: string): string =>
  text.replaceAll(/\$\$|\$\((\w+)\)/g, (found, name?: string) =>
    found === "$$" ? "$" : `expanded ${name ?? ""}`,
  );

describe("emitted words", () => {
  it("reach Etalon through Slurm's scripts as they were given", () => {
    fc.assert(
      fc.property(hostile, (selection) => {
        const folder = path.join(newFolder(), "a folder; touch owned");
        mkdirSync(folder);
        const task = { etalon: [listener(folder)], selection, merge: selection, shards: 7 };
        const files = slurmFiles({ ...task, folder, from: folder, maxArraySize: 4 });
        const text = (name: string): string => files.find((file) => file.name === name)!.text;
        runs(text("shard.sh").replace("${1:-0}", "3"), folder, { SLURM_ARRAY_TASK_ID: "2" });
        const [verb, ...rest] = wordsIn(folder);
        expect([verb, ...rest.slice(0, selection.length)]).toEqual(["run", ...selection]);
        expect(rest.slice(selection.length, -1)).toEqual(["--shard", "5/7", "--workers", "1", "--out"]);
        mkdirSync(path.join(folder, "shards", "1"), { recursive: true });
        runs(text("merge.sh"), folder, {});
        expect(wordsIn(folder)).toEqual([
          ...["merge", ...selection, "--out", path.join(folder, "leaderboard")],
          path.join(folder, "shards", "1"),
        ]);
      }),
      { numRuns: 10 },
    );
  });

  it.skipIf(!YAML)("reach Etalon through Kubernetes and GitHub as they were given", () => {
    fc.assert(
      fc.property(hostile, (selection) => {
        const folder = newFolder();
        const task = { etalon: [listener(folder)], selection, merge: [], shards: 3 };
        const [shards] = k8sFiles({ ...task, image: "i", claim: "c", parallelism: 2 });
        const [pod] = readYaml([shards!.text]);
        const command = inside(pod, "spec", "template", "spec", "containers", 0, "command", 2) as string;
        const script = expanded(command).replaceAll("/results", folder).replaceAll("/scratch", folder);
        runs(script, folder, { JOB_COMPLETION_INDEX: "1" });
        expect(wordsIn(folder).slice(0, selection.length + 3)).toEqual([
          "run",
          ...selection,
          "--shard",
          "2/3",
        ]);

        const [workflow] = readYaml([githubFile({ ...task, version: "0.1.0", node: "20.0.0" }).text]);
        const steps = inside(workflow, "jobs", "shard", "steps") as Nested[];
        const run = steps.map((step) => step["run"]).find((one) => String(one).includes("--shard")) as string;
        // As GitHub reads it: an expression is either the number or a text in quotes.
        const read = run.replaceAll(
          /\$\{\{ (?:matrix\.shard|'(\$\{\{)') \}\}/g,
          (_found, text?: string) => text ?? "3",
        );
        runs(read, folder, {});
        expect(wordsIn(folder)).toEqual(["run", ...selection, "--shard", "3/3", "--out", "shard"]);
      }),
      { numRuns: 10 },
    );
  });
});

describe("etalon emit", () => {
  it("writes arrays below MaxArraySize that cover every shard once, and a merge after all of them", async () => {
    for (const [shards, size] of [
      [1, 2],
      [7, 4],
      [1000, 1001],
      [2500, 1001],
    ] as const) {
      const out = newFolder();
      const words = ["--shards", String(shards), "--max-array-size", String(size), "--seed", "-3"];
      expect((await etalon("emit", "slurm", ...words, "--out", out)).exitCode).toBe(0);
      const submit = readFileSync(path.join(out, "submit.sh"), "utf8");
      const covered = [...submit.matchAll(/--array=1-(\d+) "\$@" shard\.sh (\d+)/g)].flatMap(
        ([, length, offset]) => {
          expect(Number(length)).toBeLessThan(size);
          return Array.from({ length: Number(length) }, (_, k) => Number(offset) + k + 1);
        },
      );
      expect(covered).toEqual(Array.from({ length: shards }, (_, k) => k + 1));
      expect(readFileSync(path.join(out, "shard.sh"), "utf8")).toContain(" run --seed=-3 --shard ");
      for (const name of readdirSync(out)) {
        expect(statSync(path.join(out, name)).mode & 0o111).not.toBe(0);
        expect(spawnSync("bash", ["-n", path.join(out, name)]).status).toBe(0);
      }
    }
  });

  it.skipIf(!YAML)("writes a workflow and manifests that say how many shards there are", async () => {
    const folder = newFolder();
    const selection = ["--shards", "20", "--profile", "full", "--metrics", "cka-*,nbs"];
    const file = path.join(folder, "w.yml");
    expect((await etalon("emit", "github", ...selection, "--out", file)).exitCode).toBe(0);
    const k8s = path.join(folder, "k8s");
    const more = ["--image", "registry/etalon:1", "--claim", "mine", "--parallelism", "5"];
    expect((await etalon("emit", "k8s", ...selection, ...more, "--out", k8s)).exitCode).toBe(0);
    const [workflow, shards, merge] = readYaml(
      [file, path.join(k8s, "shards.yaml"), path.join(k8s, "merge.yaml")].map((one) =>
        readFileSync(one, "utf8"),
      ),
    );
    expect(inside(workflow, "jobs", "shard", "strategy", "matrix", "shard")).toHaveLength(20);
    expect(inside(workflow, "jobs", "merge", "needs")).toBe("shard");
    const text = JSON.stringify(workflow);
    expect(text).toContain("npx etalon run --profile=full '--metrics=cka-*,nbs' --backend=portable --shard");
    expect(text).toContain("npx etalon merge --mixed-processors --out leaderboard shards/*");
    expect(shards).toMatchObject({
      apiVersion: "batch/v1",
      kind: "Job",
      spec: { completionMode: "Indexed", completions: 20, parallelism: 5 },
    });
    for (const job of [shards, merge])
      expect(inside(job, "spec", "template", "spec")).toMatchObject({
        restartPolicy: "Never",
        containers: [{ image: "registry/etalon:1" }],
        volumes: [{ persistentVolumeClaim: { claimName: "mine" } }, { emptyDir: {} }],
      });
  });

  it.each([
    [["slurm"], "usage/missing-mandatory-option-value"],
    [["slurm", "--shards", "0"], "usage/bad-value"],
    [["github", "--shards", "257"], "emit/too-many"],
    [["k8s", "--shards", "2"], "usage/missing-mandatory-option-value"],
    [["slurm", "--shards", "2", "--plan", "nowhere.json"], "plan/unreadable"],
    [["pbs", "--shards", "2"], "usage/unknown-command"],
  ])("refuses %j in one line", async (words, code) => {
    const { exitCode, told } = await etalon("emit", ...words, "--out", path.join(newFolder(), "x"));
    expect(exitCode).toBe(1);
    expect(told.at(-1)).toContain(`[${code}]`);
  });
});
