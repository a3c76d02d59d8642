import { fault } from "../fault.ts";

/** Room for `count` numbers. @throws EtalonError `io/too-large` when there is no memory for them. */
export function allocate(count: number, file: string): Float64Array<ArrayBuffer> {
  try {
    return new Float64Array(count);
  } catch (cause) {
    throw fault("io/too-large", file, "does not fit into memory", {
      got: `${count} numbers, ${Math.ceil((count * 8) / 2 ** 20)} MiB`,
      remedy: "use fewer rows or columns",
      cause,
    });
  }
}
