import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { KernelExports } from "./kernel.ts";
import { startKernel } from "./kernel.ts";
import { webAssembly } from "./webassembly.ts";

/** The use of a kernel by one operation. Addresses are in numbers (not bytes) from the start of its memory. */
export interface Session {
  readonly kernel: KernelExports;
  /** Room for `count` numbers, not cleared. */
  reserve(count: number): number;
  /** The kernel's memory. Any call of the kernel may replace it: do not keep it over one. */
  view(): Float64Array;
}

// The kernel keeps 64 numbers for each row or column, and counts them in 32 bits.
const LARGEST_SIDE = 2 ** 25;

// A kernel that has grown beyond this is let go after the operation: WebAssembly memory never shrinks.
const KEPT_BYTES = 256 * 2 ** 20;

let idle: Session | undefined;

/**
 * Runs one operation on the kernel, with empty memory.
 *
 * @throws EtalonError `linalg/too-large` when the operation does not fit the 4 GiB of WebAssembly.
 */
export function onKernel<T>(where: string, body: (session: Session) => T): T {
  const session = (idle ??= open());
  // Only a kernel that ends its operation in order is used again.
  idle = undefined;
  session.kernel.reset();
  try {
    const result = body(session);
    if (session.view().byteLength <= KEPT_BYTES) idle = session;
    return result;
  } catch (error) {
    if (error instanceof webAssembly.RuntimeError) throw tooLarge(where, error);
    throw error;
  }
}

function open(): Session {
  const { exports: kernel, memory } = startKernel();
  let view = new Float64Array(memory.buffer);
  return {
    kernel,
    // The kernel counts in 32 bits; what exceeds them traps like any growth that fails.
    reserve: (count) => (kernel.reserve(Math.min(count, 2 ** 32 - 1)) >>> 0) / 8,
    view: () => {
      // A buffer is detached, and has no length, once the memory has grown.
      if (view.length === 0) view = new Float64Array(memory.buffer);
      return view;
    },
  };
}

/** Puts numbers into the kernel's memory and gives their address. */
export function push(session: Session, data: Float64Array): number {
  const address = session.reserve(data.length);
  session.view().set(data, address);
  return address;
}

/** A copy of `count` numbers of the kernel's memory. */
export function pull(session: Session, address: number, count: number): Float64Array {
  return session.view().slice(address, address + count);
}

/**
 * Holds that the sides of a matrix are such as the kernel can decompose.
 *
 * @throws EtalonError `linalg/too-large`.
 */
export function checkSides(where: string, a: Matrix): void {
  if (Math.max(a.rows, a.cols) > LARGEST_SIDE) throw tooLarge(where, undefined);
}

function tooLarge(where: string, cause: unknown): EtalonError {
  return new EtalonError("linalg/too-large", `${where}: the matrix is too large for the portable backend`, {
    remedy: "use the native backend (`etalon doctor` says how), or fewer rows or columns",
    cause,
  });
}
