import { totalmem } from "node:os";
import { EtalonError } from "./errors.ts";

const GIB = 2 ** 30;

/** Bytes that this process may use: `ETALON_MEMORY` in GiB, or those of the machine, or of its container. */
export function memoryLimit(): number {
  const given = Number(process.env["ETALON_MEMORY"]);
  if (given > 0) return given * GIB;
  const constrained = process.constrainedMemory();
  // 0, or absurdly large, where there is no constraint.
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

/** A comparison holds up to four arrays of its largest size at once, and the data. */
const SHARE = 1 / 5;

/** Arrays of fewer bytes are made without a question. */
const SMALL = 64 * 2 ** 20;

let largest: number | undefined;

/**
 * Holds that an array of so many float64 numbers has room beside the others that a comparison needs: a fifth of the
 * {@link memoryLimit}. A system that gives out more memory than it has would end the process instead.
 *
 * @throws EtalonError `memory/too-large` with the bytes needed.
 */
export function requireRoom(count: number, what: string): void {
  const bytes = 8 * count;
  if (bytes <= SMALL) return;
  largest ??= Math.max(SMALL, SHARE * memoryLimit());
  if (bytes <= largest) return;
  throw new EtalonError("memory/too-large", `${what} does not fit the memory that a comparison may use`, {
    got: `${bytes} bytes needed, ${Math.floor(largest)} allowed for one array`,
    remedy: "use fewer rows, or a measure of second moments; ETALON_MEMORY, in GiB, says how much there is",
  });
}
