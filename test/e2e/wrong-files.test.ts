import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { npyBytes } from "../../io/npy-write.ts";
import { etalon as inProcess } from "../cli/support/terminal.ts";
import { testFolder } from "../io/support/folder.ts";
import { writeHdf5 } from "../io/support/hdf5.ts";
import { WRONG_FILES } from "../io/support/wrong-files.ts";
import { npyBytes as numbersAs, npyFile } from "../support/npy.ts";
import { etalon, ROOT } from "./support.ts";

// Wrong files through the whole command line: one line on standard error, `etalon: file: problem (got value); remedy
// [code]`, nothing on standard output, exit code 1. Most in this process, by the very function that `main` calls.

const folder = testFolder();
const X = folder.save(
  "X.npy",
  npyBytes({ shape: [12, 4], data: randomFrom(1, "X").gaussianMatrix(12, 4).data }),
);
const array = (shape: readonly number[], change: (data: Float64Array) => void = () => undefined): Buffer => {
  const data = randomFrom(2, "Y").gaussianMatrix(
    shape.reduce((a, b) => a * b, 1),
    1,
  ).data;
  change(data);
  return Buffer.from(npyBytes({ shape, data }));
};

/** The flags of the options that a reader is given. */
const flagsOf = (options: object): string[] =>
  Object.entries(options).map(([name, value]) =>
    name === "idColumn" ? `--id-column=${String(value)}` : `--${name}=${String(value)}`,
  );

interface Wrong {
  readonly what: string;
  readonly words: readonly string[];
  /** What the line must name besides code and sentence. */
  readonly file: string;
  readonly code: string;
  readonly says: string;
}

/** The wrong one as X, where the reader sees it first, and as Y. */
const table: readonly Wrong[] = WRONG_FILES.flatMap(([what, name, bytes, code, says, options = {}], k) => {
  const [base = "", ...member] = name.split("#");
  mkdirSync(folder.path(`kind-${k}`), { recursive: true });
  const file = folder.save(`kind-${k}/${base}`, bytes);
  const spec = member.length === 0 ? file : `${file}#${member.join("#")}`;
  // Options hold for both files, so that with them X would be wrong, too.
  const words = Object.keys(options).length > 0 ? [spec, spec] : k % 2 === 0 ? [spec, X] : [X, spec];
  return [{ what, words: [...words, ...flagsOf(options)], file, code, says }];
});

const at = (name: string): string => folder.path(name);
const saved = (name: string, bytes: Uint8Array | string): string => folder.save(name, bytes);
const bad =
  (value: number) =>
  (data: Float64Array): void => {
    data[5] = value;
  };

/** What can be wrong with two files that each can be read. */
const pairs: readonly Wrong[] = [
  ...(["NaN", "Infinity", "-Infinity"] as const).map((value): Wrong => {
    const file = saved(`${value}.npy`, array([12, 3], bad(Number(value))));
    return {
      what: value,
      words: [X, file],
      file,
      code: "input/non-finite",
      says: `${value} at row 1, column 2`,
    };
  }),
  ...(["flatten", "pool", "positions"] as const).map((policy): Wrong => {
    const file = saved(`${policy}.npy`, array([12, 2, 3], bad(NaN)));
    return {
      what: `NaN under the policy ${policy}`,
      words: [file, file, "--policy", policy, "--channels", "first"],
      file,
      code: "input/non-finite",
      says: "NaN at row",
    };
  }),
  ...(
    [
      [
        "a float16 that overflowed",
        "f16.npy",
        npyFile("<f2", [12, 1], false, halves()),
        "input/non-finite",
        "Infinity at row 1",
      ],
      [
        "nan in a table",
        "nan.csv",
        `${"1,2\n".repeat(11)}nan,4\n`,
        "input/non-finite",
        "NaN at row 11, column 0",
      ],
      ["no rows", "rows.npy", array([0, 3]), "input/no-rows", "0×3"],
      ["no columns", "columns.npy", array([12, 0]), "input/no-columns", "12×0"],
      ["fewer rows", "fewer.npy", array([11, 3]), "input/row-mismatch", "11"],
      ["more rows", "more.npy", array([13, 3]), "input/row-mismatch", "13"],
      ["units for stimuli", "transposed.npy", array([4, 12]), "input/row-mismatch", "4"],
    ] as const
  ).map(([what, name, bytes, code, says]): Wrong => {
    const file = saved(name, bytes);
    return { what, words: [X, file], file, code, says };
  }),
];

function halves(): Buffer {
  const bytes = numbersAs("<f2", new Array<number>(12).fill(1));
  bytes.writeUInt16LE(0x7c00, 2);
  return bytes;
}

/** Expects one line that names file, problem, value and remedy. */
function expectLine(line: string, { file, code, says }: Wrong): void {
  expect(line.startsWith("etalon: ")).toBe(true);
  expect(line).toContain(file);
  expect(line).toContain(says);
  expect(line).toMatch(/; [^;]+ \[[a-z0-9/-]+\]$/);
  expect(line.endsWith(`[${code}]`)).toBe(true);
  expect(line).not.toMatch(/\p{Cc}|\bat [A-Za-z.]+ \(|node:|\.ts:\d/u);
}

describe("a wrong file on the command line", () => {
  it.each([...table, ...pairs])("$what", async (wrong) => {
    const { exitCode, data, told } = await inProcess("score", ...wrong.words, "--metrics", "cka-linear");
    expect(exitCode).toBe(1);
    expect(data).toBe("");
    const lines = told.filter((line) => line.startsWith("etalon: "));
    expect(lines).toHaveLength(1);
    expectLine(lines[0]!, wrong);
  });

  it("is one of at least a hundred kinds", () => {
    expect(new Set([...table, ...pairs].map(({ what }) => what)).size).toBeGreaterThanOrEqual(100);
  });

  it("says the value wherever there is one to say", async () => {
    const without: string[] = [];
    for (const { what, words } of [...table, ...pairs]) {
      const { told } = await inProcess("score", ...words);
      if (!told.some((line) => /\(got |member "/.test(line))) without.push(what);
    }
    // Text in another encoding, records, and nothing at all: the sentence says what there is.
    expect(without.sort()).toEqual([
      ...["Latin-1", "UTF-16", "archive of nothing", "archive of text"],
      ...["binary as .csv", "no name after #", "no tensor", "records"],
    ]);
  });

  it("HDF5 that is cut anywhere", async () => {
    const whole = await writeHdf5(at("whole.h5"), (root) =>
      root.create_dataset({ name: "x", data: new Float64Array(4000), shape: [1000, 4] }),
    );
    for (const size of [1, 8, 100, 800, 2000, 20_000]) {
      const file = at(`cut-${size}.h5`);
      copyFileSync(whole, file);
      truncateSync(file, size);
      const { exitCode, told } = await inProcess("score", X, file);
      expect([exitCode, told.length]).toEqual([1, 1]);
      expectLine(told[0]!, { what: "", words: [], file, code: "io/hdf5", says: "" });
    }
  });

  it("an array that is cut at every byte of its header and at some of its data", async () => {
    const bytes = readFileSync(X);
    const sizes = [...Array(129).keys(), 135, 136, 200, bytes.length - 1];
    for (const size of sizes) {
      const file = saved("cut.npy", bytes.subarray(0, size));
      const { exitCode, told } = await inProcess("score", file, X);
      expect([size, exitCode, told.length]).toEqual([size, 1, 1]);
      expect(told[0]).toMatch(/cut\.npy: .*\[io\/npy-(header|size)\]$/);
    }
  });

  it("a folder, a broken link, a link to itself, nothing", async () => {
    symlinkSync(at("nothing.npy"), at("broken.npy"));
    symlinkSync(at("loop.npy"), at("loop.npy"));
    mkdirSync(at("folder.npy"));
    for (const [name, code, says] of [
      ["nothing.npy", "io/not-found", "does not exist"],
      ["broken.npy", "io/not-found", "does not exist"],
      ["loop.npy", "io/not-found", "leads to itself"],
      ["folder.npy", "io/directory", "is a folder"],
      ["X.npy/x.npy", "io/not-found", "no folder"],
    ] as const) {
      const { exitCode, told } = await inProcess("score", X, at(name));
      expect([exitCode, told.length]).toEqual([1, 1]);
      expectLine(told[0]!, { what: name, words: [], file: at(name), code, says });
    }
  });

  it.runIf(process.getuid?.() !== 0)("one that may not be read", async () => {
    const file = saved("locked.npy", array([12, 2]));
    chmodSync(file, 0);
    expectLine((await inProcess("score", X, file)).told[0]!, {
      ...{ what: "", words: [], file },
      ...{ code: "io/permission", says: "may not be opened" },
    });
  });

  it("both byte orders and both index orders are no faults", async () => {
    const values = Array.from({ length: 24 }, (_, k) => (k * k) % 17);
    const scores: unknown[] = [];
    for (const dtype of ["<f8", ">f8", "<f4", ">i2"]) {
      const file = saved("order.npy", npyFile(dtype, [12, 2], false, numbersAs(dtype, values)));
      const { data } = await inProcess(
        "score",
        X,
        file,
        "--metrics",
        "cka-linear",
        "--calibrate",
        "0",
        "--json",
      );
      scores.push((JSON.parse(data) as { metrics: { value: number }[] }).metrics[0]!.value);
    }
    expect(new Set(scores).size).toBe(1);
  });

  it("layers says the same", async () => {
    const file = saved("layers.npy", array([11, 3]));
    const { exitCode, told } = await inProcess("layers", X, "--", X, file);
    expect(exitCode).toBe(1);
    expectLine(told[0]!, { what: "", words: [], file, code: "input/row-mismatch", says: "12 and 11 rows" });
    expect(told[0]).toContain(X);
  });
});

describe("a wrong file and the built command line, as a process", () => {
  const chosen = ["code as header", "name that leaves", "fewer rows"];
  it.each([...table, ...pairs].filter(({ what }) => chosen.includes(what)))("$what", async (wrong) => {
    const { exitCode, stdout, stderr } = await etalon("score", ...wrong.words, "--metrics", "cka-linear");
    expect([exitCode, stdout]).toEqual([1, ""]);
    const lines = stderr.split("\n");
    expect(lines.pop()).toBe("");
    expect(lines).toHaveLength(1);
    expectLine(lines[0]!, wrong);
  });

  it("a name from the checkout's own folder", async () => {
    const { exitCode, stderr } = await etalon("score", ROOT, path.join(ROOT, "package.json"));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^etalon: .*\[io\/unknown-format\]\n$/);
  });
});
