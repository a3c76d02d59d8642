import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { MetricEntry } from "../../core/result.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { etalon, MAIN, ROOT, start, startNode } from "./support.ts";

const newFolder = temporaryFolders();
const golden = (name: string): string => path.join(ROOT, "test", "golden", name);

/** The ids that other programs may rely on. */
const FIXED_IDS = [
  ...[
    "hsic-linear",
    "cka-linear",
    "cka-angular",
    "cka-debiased",
    "cka-rbf-0.2",
    "cka-rbf-0.4",
    "cka-rbf-0.8",
  ],
  ...[
    "cca-mean",
    "cca-r2",
    "svcca-mean",
    "svcca-r2",
    "pwcca",
    "linear-regression",
    "linear-regression-cv",
    "ridge-cv",
  ],
  ...["nbs", "procrustes-angular", "procrustes", "correlation-match-hard", "mutual-information-gaussian"],
  ...["constant", "random", "norm-ratio"],
];

/** The scripts that a command line loads, as V8 saw them. */
async function loadedBy(...args: readonly string[]): Promise<string[]> {
  const folder = newFolder();
  await start(args, { NODE_V8_COVERAGE: folder }).ended;
  return readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url);
  });
}

describe("the built command line", () => {
  it("lists the fixed ids as JSON", async () => {
    const { exitCode, stdout, stderr } = await etalon("list", "metrics", "--json");
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    const entries = JSON.parse(stdout) as MetricEntry[];
    expect(entries.map(({ id }) => id)).toEqual(expect.arrayContaining(FIXED_IDS));
  });

  it("is found by npx in the checkout", async () => {
    const npx = path.join(path.dirname(process.execPath), "npx");
    const { exitCode, stdout } = await startNode([npx, "--no-install", "etalon", "list", "suites", "--json"])
      .ended;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ id: "layers" }));
  });

  it("loads next to nothing to show help", async () => {
    const loaded = await loadedBy("--help");
    expect(loaded.some((url) => url.endsWith("dist/cli/program.js"))).toBe(true);
    expect(
      loaded.filter((url) => /zod|handlebars|koffi|ml-matrix|dist\/(engine|metrics|linalg|verbs)/.test(url)),
    ).toEqual([]);
  });

  it("scores two files", async () => {
    const { exitCode, stdout, stderr } = await etalon(
      ...["score", golden("gauss.x.npy"), golden("gauss.y.npy"), "--metrics", "cka-linear,nbs", "--json"],
    );
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    const { metrics } = JSON.parse(stdout) as { metrics: { id: string; status: string; value: number }[] };
    expect(metrics.map(({ id, status }) => `${id} ${status}`)).toEqual(["cka-linear ok", "nbs ok"]);
    expect(metrics[0]!.value).toBeCloseTo(0.7067769451601191, 10);
  });

  it.each([
    [["score", "none.npy", "none.npy"], /^etalon: none\.npy.*\[io\/not-found\]\n$/],
    [["score", golden("README.md"), golden("gauss.y.npy")], /^etalon: .*\[io\/unknown-format\]\n$/],
    [["lst"], /^etalon: .*did you mean "list"\? \[usage\/unknown-verb\]\n$/],
  ])("says a fault of %j in one line and exits with 1", async (args, line) => {
    const { exitCode, stdout, stderr } = await etalon(...args);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(line);
  });

  it("compares layers, the two networks parted by --, also through npx", async () => {
    const [x, y] = [golden("gauss.x.npy"), golden("gauss.y.npy")];
    const direct = await etalon("layers", x, "--", x, y, "--json");
    expect([direct.exitCode, direct.stderr]).toEqual([0, ""]);
    expect(JSON.parse(direct.stdout)).toMatchObject({ maps: [{ matches: { a: [{ best: ["gauss.x"] }] } }] });
    const npx = path.join(path.dirname(process.execPath), "npx");
    const through = await startNode([npx, "--no-install", "etalon", "layers", x, "--", x, y, "--json"]).ended;
    expect(through.stdout).toBe(direct.stdout);
  });

  it("checks a metric in a TypeScript file of someone else's", async () => {
    const folder = newFolder();
    const file = path.join(folder, "mine.ts");
    copyFileSync(path.join(ROOT, "examples", "mean-response.ts"), file);
    const { exitCode, stdout, stderr } = await etalon("check", file, "--suites", "axioms,robustness");
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/(\d+) of \1 contracts hold\n$/);
  });

  it("ends quietly when its reader goes away", async () => {
    const { child, ended } = startNode([MAIN, "list", "metrics", "--json"]);
    child.stdout!.destroy();
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
  });

  it("passes its own doctor", async () => {
    const { exitCode, stdout } = await etalon("doctor", "--json", "--out", newFolder());
    const { checks } = JSON.parse(stdout) as { checks: { id: string; status: string }[] };
    expect(checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect(exitCode).toBe(0);
  });
});
