import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EtalonError, messageOf } from "../../core/errors.ts";
import type { WasmMemory } from "./webassembly.ts";
import { webAssembly } from "./webassembly.ts";

/** The exports of assembly/index.ts. Pointers and counts are unsigned 32-bit numbers, counts in float64 numbers. */
export interface KernelExports {
  reset(): void;
  reserve(count: number): number;
  mark(): number;
  release(state: number): void;
  gemm(
    transposeA: number,
    transposeB: number,
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    lda: number,
    b: number,
    ldb: number,
    c: number,
    ldc: number,
    lower: number,
  ): void;
  svd(m: number, n: number, a: number, s: number, vectors: number, u: number, vt: number): number;
  cholesky(n: number, a: number): number;
  solveTriangular(
    n: number,
    width: number,
    t: number,
    ldt: number,
    lower: number,
    transposed: number,
    b: number,
    ldb: number,
  ): void;
  qr(m: number, n: number, a: number, r: number, wantQ: number, q: number): void;
  eigenSymmetric(n: number, a: number, w: number, vectors: number, q: number): number;
  bracket(n: number, x: number, low: number, high: number, counts: number, inside: number): number;
  scale(n: number, by: number, x: number): void;
  squareRoots(n: number, x: number): void;
  exponentialsMinusOne(n: number, by: number, x: number): void;
  exponentials(n: number, plus: number, by: number, x: number): void;
  squaredDistances(
    first: number,
    rows: number,
    gram: number,
    ldg: number,
    own: number,
    share: number,
    x: number,
    list: number,
    bounds: number,
  ): number;
  triangleSums(first: number, rows: number, x: number, sums: number): number;
  centreTriangle(
    first: number,
    rows: number,
    x: number,
    means: number,
    grand: number,
    diagonal: number,
    out: number,
  ): number;
}

/** A running kernel: its exports and its memory. */
export interface Kernel {
  readonly exports: KernelExports;
  readonly memory: WasmMemory;
}

// 64 KiB pages: 2 MiB to start with, 4 GiB at most.
const INITIAL_PAGES = 32;
const MAXIMUM_PAGES = 65536;

let compiled: object | undefined;

/**
 * A fresh kernel with memory of its own.
 *
 * @throws EtalonError `linalg/not-built` when the WebAssembly file is missing.
 */
export function startKernel(): Kernel {
  compiled ??= new webAssembly.Module(readKernel());
  const memory = new webAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES });
  const instance = new webAssembly.Instance(compiled, { env: { memory } });
  return { exports: instance.exports as KernelExports, memory };
}

function readKernel(): Buffer<ArrayBuffer> {
  // Beside this module when built, in dist/ when run from the sources.
  const places = ["./kernel.wasm", "../../dist/linalg/portable/kernel.wasm"].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  let cause: unknown;
  for (const place of places) {
    try {
      return readFileSync(place);
    } catch (error) {
      cause ??= error;
    }
  }
  throw new EtalonError("linalg/not-built", "portable backend: its WebAssembly kernel could not be read", {
    got: messageOf(cause),
    remedy: "run `npm run build`",
    cause,
  });
}
