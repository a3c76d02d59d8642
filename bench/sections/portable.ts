import type { Matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import { combine } from "../../linalg/elementwise.ts";
import type { Backend } from "../../linalg/index.ts";
import { availableBackends } from "../../linalg/index.ts";
import { duel, ours } from "../rounds.ts";
import { linesOf, type Section } from "../section.ts";

interface Operation {
  readonly run: (backend: Backend, a: Matrix, definite: Matrix) => unknown;
  readonly args: readonly string[];
  readonly target: number;
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  gemm: { run: (b, a) => b.multiply(a, a), args: ["a", "a"], target: 5 },
  eigen: { run: (b, _a, s) => b.eigenSymmetric(s), args: ["s"], target: 3 },
  svd: { run: (b, a) => b.svd(a), args: ["a"], target: 3 },
  qr: { run: (b, a) => b.qr(a), args: ["a"], target: 3 },
  cholesky: { run: (b, _a, s) => b.cholesky(s), args: ["s"], target: 3 },
};

/** The portable backend's operations on square matrices against numpy with its library. */
export const portable: Section = async ({ peer, patience, quick, progress, add }) => {
  const python = await peer();
  const backend = availableBackends().find(({ name }) => name === "portable")!;
  for (const n of quick ? [128, 512] : [128, 256, 512, 1024]) {
    await python.forget();
    const a = randomFrom("bench-portable", n).gaussianMatrix(n, n);
    const identity = { rows: n, cols: n, data: new Float64Array(n * n) };
    for (let i = 0; i < n; i++) identity.data[i * n + i] = 1;
    const definite = combine(1 / n, backend.gram(a), 1, identity);
    await python.load("a", a);
    await python.load("s", definite);
    for (const [name, { run, args, target }] of Object.entries(OPERATIONS)) {
      progress(`portable ${name} ${n}`);
      await python.make("task", name, args);
      const numpy = { name: "numpy", time: (repeats: number) => python.time("task", repeats) };
      const found = await duel([ours(() => run(backend, a, definite)), numpy], patience);
      for (const line of linesOf("portable", `${name} ${n}×${n}`, found, [{ name: "numpy", target }]))
        add(line);
    }
  }
};
