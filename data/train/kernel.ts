import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { threadId } from "node:worker_threads";
import { EtalonError } from "../../core/errors.ts";

/** The exports of `kernel.as`; addresses are in bytes. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  grow(bytes: number): void;
  pack(from: number, to: number, count: number, inner: number, transposed: boolean): void;
  multiplyPanels(left: number, right: number, out: number, rows: number, cols: number, inner: number): void;
}

/** The part of the WebAssembly interface that is used: neither `lib` nor these types of Node have it. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const root = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

function compile(source: Uint8Array): Uint8Array {
  const folder = mkdtempSync(path.join(tmpdir(), "etalon-kernel-"));
  try {
    // The compiler takes `.ts` alone; in the sources the ending is another, since to TypeScript this is not valid.
    writeFileSync(path.join(folder, "kernel.ts"), source);
    const options = ["-O3", "--noAssert", "--enable", "simd", "--runtime", "stub", "--use", "abort="];
    const asc = root("node_modules/assemblyscript/bin/asc.js");
    execFileSync(process.execPath, [asc, "kernel.ts", ...options, "--outFile", "kernel.wasm"], {
      cwd: folder,
    });
    return readFileSync(path.join(folder, "kernel.wasm"));
  } catch (cause) {
    throw new EtalonError("zoo/kernel", "compileKernel: kernel.as does not compile", {
      remedy: "run npm ci: the compiler is a development dependency",
      cause,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What was compiled from this very source before, or compiled now and kept. */
function binary(): Uint8Array {
  const source = readFileSync(new URL("./kernel.as", import.meta.url));
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 16);
  const kept = root(`node_modules/.cache/etalon-kernel-${hash}.wasm`);
  if (existsSync(kept)) return readFileSync(kept);
  const compiled = compile(source);
  mkdirSync(path.dirname(kept), { recursive: true });
  // Written aside first: several threads may be here at once.
  const aside = `${kept}.${process.pid}-${threadId}`;
  writeFileSync(aside, compiled);
  renameSync(aside, kept);
  return compiled;
}

/**
 * Compiles `kernel.as` (a second; kept in node_modules/.cache). WebAssembly, because the same loop in JavaScript is six times
 * slower, and because its sums are the same bits on every machine.
 *
 * @throws EtalonError `zoo/kernel` when it does not compile.
 */
export function compileKernel(): Kernel {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly;
  return new Instance(new Module(binary())).exports as Kernel;
}
