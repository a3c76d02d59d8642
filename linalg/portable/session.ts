import { EtalonError } from "../../core/errors.ts";
import type { Kernel, KernelExports } from "./kernel.ts";
import { startKernel } from "./kernel.ts";
import { webAssembly } from "./webassembly.ts";

/** One operation's use of the kernel. Addresses are in numbers (not bytes) from the start of its memory. */
export interface Session {
  readonly kernel: KernelExports;
  /** Room for `count` numbers, not cleared. */
  reserve(count: number): number;
  /** The kernel's memory. Any call of the kernel may replace it: do not keep it over one. */
  view(): Float64Array;
}

// A kernel that has grown beyond this is let go after the operation: WebAssembly memory never shrinks.
const KEPT_BYTES = 256 * 2 ** 20;

let idle: Kernel | undefined;
let view = new Float64Array(0);

/**
 * Runs one operation on the kernel, with empty memory.
 *
 * @throws EtalonError `linalg/too-large` when the operation does not fit the 4 GiB of WebAssembly.
 */
export function onKernel<T>(where: string, body: (session: Session) => T): T {
  const { exports: kernel, memory } = (idle ??= startKernel());
  kernel.reset();
  const session: Session = {
    kernel,
    reserve: (count) => {
      if (count > 2 ** 29) throw tooLarge(where);
      return (kernel.reserve(count) >>> 0) / 8;
    },
    view: () => {
      if (view.buffer !== memory.buffer) view = new Float64Array(memory.buffer);
      return view;
    },
  };
  try {
    return body(session);
  } catch (error) {
    idle = undefined;
    if (error instanceof webAssembly.RuntimeError) throw tooLarge(where, error);
    throw error;
  } finally {
    if (memory.buffer.byteLength > KEPT_BYTES) {
      idle = undefined;
      view = new Float64Array(0);
    }
  }
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

function tooLarge(where: string, cause?: unknown): EtalonError {
  return new EtalonError("linalg/too-large", `${where}: the matrix is too large for the portable backend`, {
    remedy: "use the native backend (etalon doctor says how), or fewer rows or columns",
    cause,
  });
}
