import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { writeNpy } from "../io/npy-write.ts";

/** Debian's Python first: it is the one that its numpy belongs to. */
const CANDIDATES = [process.env["ETALON_PYTHON"] ?? "/usr/bin/python3", "python3", "python"];

/** The Python side's library and versions. */
export interface About {
  readonly versions: Readonly<Record<string, string>>;
  readonly blas: {
    readonly path: string;
    readonly version: string;
    readonly kernel: string;
    readonly threads: number;
  };
}

/** A Python process with numpy and scipy that runs tasks on request. */
export interface Peer {
  readonly about: About;
  load(name: string, values: Matrix): Promise<void>;
  /** Makes a task of a function of `scores.py` or `steps.py` and loaded arrays. */
  make(
    task: string,
    f: string,
    args: readonly string[],
    extra?: Readonly<Record<string, number[][]>>,
  ): Promise<void>;
  /** The numbers that a task computes. */
  value(task: string): Promise<readonly number[]>;
  /** Seconds of one run: on the clock or of the processor, whichever is less. */
  time(task: string, repeats: number): Promise<number>;
  forget(): Promise<void>;
  close(): void;
}

const THREADS = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** @throws EtalonError `bench/no-python` where no Python with numpy and scipy is found. */
export async function startPeer(): Promise<Peer> {
  const python = CANDIDATES.find(
    (name) => spawnSync(name, ["-c", "import numpy, scipy.linalg, scipy.stats"]).status === 0,
  );
  if (python === undefined) {
    throw new EtalonError("bench/no-python", "the benchmark needs a Python with numpy and scipy", {
      got: CANDIDATES.join(", "),
      remedy: "apt-get install python3-numpy python3-scipy, or set ETALON_PYTHON",
    });
  }
  const folder = mkdtempSync(path.join(tmpdir(), "etalon-bench-"));
  const child = spawn(python, [path.join(import.meta.dirname, "python", "peer.py")], {
    env: { ...process.env, ...THREADS, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (request: object): Promise<Record<string, unknown>> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const next = (await lines.next()) as IteratorResult<string, undefined>;
    if (next.done === true) throw new EtalonError("bench/peer-ended", "the Python process has ended");
    const reply = JSON.parse(next.value) as Record<string, unknown>;
    if (typeof reply["error"] === "string") throw new EtalonError("bench/peer", reply["error"]);
    return reply;
  };
  let files = 0;
  return {
    about: (await ask({ do: "about" })) as unknown as About,
    load: async (name, { rows, cols, data }) => {
      const file = path.join(folder, `${files++}.npy`);
      await writeNpy(file, { shape: [rows, cols], data });
      await ask({ do: "load", name, path: file });
      rmSync(file);
    },
    make: async (task, f, args, extra = {}) => {
      await ask({ do: "make", task, f, args, extra });
    },
    value: async (task) => (await ask({ do: "value", task }))["values"] as number[],
    time: async (task, repeats) => (await ask({ do: "time", task, repeats }))["seconds"] as number,
    forget: async () => {
      await ask({ do: "forget" });
    },
    close: () => {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
