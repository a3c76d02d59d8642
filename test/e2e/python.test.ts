import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { MAIN, ROOT, type Ended } from "./support.ts";

/** Debian's Python first: it is the one that its numpy belongs to. */
const CANDIDATES = ["/usr/bin/python3", "python3", "python"];
const python = CANDIDATES.find((name) => spawnSync(name, ["-c", "import numpy"]).status === 0);

/** Runs a program in Python that may import `etalon`. */
function run(program: string, environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(python!, ["-c", program], {
    env: {
      ...process.env,
      PYTHONPATH: path.join(ROOT, "python"),
      PYTHONDONTWRITEBYTECODE: "1",
      ETALON: `"${process.execPath}" "${MAIN}"`,
      ...environment,
    },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr })));
}

const PREAMBLE = `
import json
import numpy as np
import etalon
rng = np.random.RandomState(3)
X = rng.normal(size=(40, 6))
Y = X @ rng.normal(size=(6, 5)) + rng.normal(size=(40, 5))

def cka(x, y):
    x, y = x - x.mean(0), y - y.mean(0)
    return (x.T @ y).ravel() @ (x.T @ y).ravel() / np.linalg.norm(x.T @ x) / np.linalg.norm(y.T @ y)
`;

async function answer(program: string): Promise<unknown> {
  const { exitCode, stdout, stderr } = await run(PREAMBLE + program);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as unknown;
}

/** The lines that a caught exception leaves: its sentence, its code, the exit code. */
async function fault(
  expression: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const { exitCode, stdout, stderr } = await run(
    `${PREAMBLE}
try:
    ${expression}
except etalon.EtalonError as error:
    print(error, error.code, error.exit_code, sep="\\n")
`,
    environment,
  );
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout.trimEnd().split("\n");
}

it.runIf(process.env["ETALON_REQUIRE_PYTHON"] === "1")("Python with numpy is there", () => {
  expect(python, `none of ${CANDIDATES.join(", ")} can import numpy`).toBeDefined();
});

it.runIf(python === undefined)("etalon.py is not tested: no Python with numpy was found", (context) => {
  context.skip("install python3-numpy, or set ETALON_REQUIRE_PYTHON=1 to make this a failure");
});

describe.runIf(python !== undefined)("etalon.py", () => {
  it("compares arrays of any order and real type, with numpy's own number", async () => {
    const found = (await answer(`
kinds = [(X, Y), (np.asfortranarray(X), Y[:, ::-1]), (X.astype("float32"), Y.astype(">f4"))]
scores = [etalon.compare(x, y, metrics=["cka-linear"], calibrate=0)["cka-linear"]["value"] for x, y in kinds]
print(json.dumps([[score, cka(np.float64(x), np.float64(y))] for score, (x, y) in zip(scores, kinds)]))
`)) as [number, number][];
    expect(found).toHaveLength(3);
    for (const [score, expected] of found) expect(score).toBeCloseTo(expected, 10);
  });

  it("hands options on, and the calibration back", async () => {
    const { entry, ids } = (await answer(`
scores = etalon.compare(X, Y, metrics="cka-linear,nbs", calibrate=39, seed=2, groups=np.arange(40) // 4)
print(json.dumps({"entry": scores["cka-linear"], "ids": sorted(scores)}))
`)) as { entry: { calibration: object }; ids: string[] };
    expect(ids).toEqual(["cka-linear", "nbs"]);
    expect(entry.calibration).toMatchObject({ draws: 39 });
    expect(JSON.stringify(entry)).not.toContain(".npy");
  });

  it("says why there is no value", async () => {
    expect(
      await answer(
        `print(json.dumps(etalon.compare(np.ones((40, 2)), Y, ["cka-linear"], calibrate=0)["cka-linear"]))`,
      ),
    ).toMatchObject({ status: "undefined", reason: "X has zero variance: all its rows are equal" });
  });

  it("compares layers by name, with best match and margin", async () => {
    const found = (await answer(`
maps = etalon.layers({"conv/1": X, "dead": np.ones((40, 2))}, [Y, X @ np.diag([1, 1, 1, 1, 1, -1.0])])
print(json.dumps({**maps, "values": [[None if np.isnan(v) else v for v in row] for row in maps["values"]],
  "reasons": {str(at): why for at, why in maps["reasons"].items()}, "expected": cka(X, Y)}))
`)) as {
      a: string[];
      b: string[];
      values: (number | null)[][];
      reasons: Record<string, string>;
      matches: { a: { layer: string; best: string[]; margin: number }[] };
      expected: number;
    };
    expect([found.a, found.b]).toEqual([
      ["conv/1", "dead"],
      ["0", "1"],
    ]);
    expect(found.values[0]![0]).toBeCloseTo(found.expected, 10);
    expect(found.values[0]![1]).toBeCloseTo(1, 10);
    expect(found.values[1]).toEqual([null, null]);
    expect(found.reasons["(1, 0)"]).toContain("zero variance");
    expect(found.matches.a[0]).toMatchObject({ layer: "conv/1", best: ["1"] });
    expect(found.matches.a[0]!.margin).toBeCloseTo(1 - found.expected, 10);
    expect(found.matches.a[1]).toEqual({ layer: "dead", best: [] });
  });

  it("raises Etalon's own sentence, about the arrays as they are called here", async () => {
    expect(await fault(`etalon.compare(X, Y, metrics=["cka-linaer"])`)).toEqual([
      'there is no metric "cka-linaer"; did you mean "cka-linear"?',
      "metric/unknown",
      "1",
    ]);
    const [rows, code] = await fault(`etalon.compare(X, Y[:30], metrics=["cka-linear"])`);
    expect(rows).toContain("40 rows in X.npy and 30 in Y.npy");
    expect(code).toBe("input/row-mismatch");
    const [complex, dtype] = await fault(`etalon.compare(X * 1j, Y)`);
    expect([complex, dtype]).toEqual([expect.stringMatching(/^X\.npy: .*complex/), "io/dtype"]);
    const [objects, array] = await fault(`etalon.compare(np.array([None, "a"]), Y)`);
    expect([objects, array]).toEqual([
      expect.stringMatching(/^X: must be an array of numbers/),
      "python/array",
    ]);
  });

  it("says what to do where there is no command line", async () => {
    const [sentence, code] = await fault("etalon.run('list', 'suites')", {
      ETALON: "",
      PATH: "/nonexistent",
    });
    expect([sentence, code]).toEqual([
      expect.stringContaining("install it, or name it"),
      "python/no-command",
    ]);
    expect((await fault("etalon.run('list')", { ETALON: "/nonexistent/etalon" }))[1]).toBe(
      "python/no-command",
    );
    expect((await fault("etalon.run('list')", { ETALON: "echo hello" }))[1]).toBe("python/not-json");
  });
});
