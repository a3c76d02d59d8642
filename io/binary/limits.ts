import { fault, type FaultCode } from "../fault.ts";

/** How far packed data may grow when they are unpacked. */
export interface Limits {
  /** Largest ratio of unpacked to packed bytes, where the data are larger than `floor`. */
  readonly ratio: number;
  /** Bytes up to which every ratio is fine: zeros pack well, and are small enough to hold. */
  readonly floor: number;
  /** Most bytes of one array, whatever their ratio. */
  readonly most: number;
}

/** Real activations pack 1 to 30 times, half-empty ones 50; deflate reaches 1032. */
export const LIMITS: Limits = { ratio: 200, floor: 2 ** 26, most: 2 ** 34 };

/** Refuses data that would fill the memory from a small file. @throws EtalonError `code`. */
export function requirePlausible(
  packed: number,
  unpacked: number,
  file: string,
  code: FaultCode,
  { ratio, floor, most }: Limits = LIMITS,
): void {
  if (unpacked <= most && (unpacked <= floor || unpacked <= packed * ratio)) return;
  throw fault(code, file, "would unpack to an impossible size", {
    got: `${packed} bytes to ${unpacked} bytes`,
    remedy: "save it without compression, if it is yours",
  });
}
