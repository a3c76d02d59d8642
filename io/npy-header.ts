import type { RawLayout } from "./binary/raw-source.ts";
import type { Bytes } from "./binary/bytes.ts";
import { elementCount, shapeText } from "./binary/shape.ts";
import { fault } from "./fault.ts";
import { numpyType } from "./numpy-dtype.ts";
import { parsePythonLiteral, type PythonValue } from "./python-literal.ts";

/** What the header of a `.npy` file declares. */
export interface NpyHeader extends RawLayout {
  /** Number of elements: the product of the shape. */
  readonly count: number;
}

const MAGIC = "\u0093NUMPY";

/** Headers of real files are below 200 bytes; numpy itself refuses more than this. */
const LONGEST_HEADER = 10_000;

/** As many bytes from the start of a file hold every header that is accepted. */
export const HEADER_BYTES = 12 + LONGEST_HEADER;

function fail(file: string, problem: string, got: string): never {
  throw fault("io/npy-header", file, problem, { got, remedy: "write it again with numpy.save" });
}

/** Where the dictionary begins and how long it is. */
function extent(start: Buffer, file: string): { prefix: number; length: number } {
  if (start.length === 0) fail(file, "is empty", "0 bytes");
  const magic = start.toString("latin1", 0, 6);
  if (!MAGIC.startsWith(magic) || (start.length >= 6 && magic !== MAGIC)) {
    fail(file, "is not a .npy file: its first bytes are wrong", JSON.stringify(magic));
  }
  const [major = 0, minor = 0] = start.subarray(6, 8);
  if (start.length >= 8 && (minor !== 0 || major < 1 || major > 3)) {
    fail(file, "has an unknown version of the .npy format", `${major}.${minor}`);
  }
  const prefix = major === 1 ? 10 : 12;
  if (start.length < prefix) fail(file, "ends inside its header", `${start.length} bytes`);
  return { prefix, length: major === 1 ? start.readUInt16LE(8) : start.readUInt32LE(8) };
}

function typeText(descr: PythonValue, file: string): string {
  if (descr.kind === "text") return descr.text;
  const kind =
    descr.kind === "list" ? "records (a structured dtype)" : "an array in every place (a subarray dtype)";
  throw fault("io/dtype", file, `holds ${kind}, not real numbers`, { remedy: "save each field on its own" });
}

/**
 * Reads the Python dictionary of a header, strictly: exactly the keys `descr`, `fortran_order` and `shape`, once each,
 * and nothing after the closing brace.
 *
 * @throws EtalonError `io/npy-header`, or `io/dtype` for a type that holds no real numbers.
 */
export function parseNpyHeader(text: string, offset: number, file: string): NpyHeader {
  const shown = text.trim();
  const parsed = parsePythonLiteral(text, (expected, at) =>
    fail(file, `has a header that cannot be read: ${expected} was expected at character ${at}`, shown),
  );
  if (parsed.kind !== "dictionary") return fail(file, "has a header that is no dictionary", shown);
  const found = new Map(parsed.entries);
  if (found.size < parsed.entries.length) fail(file, "has a key twice in its header", shown);
  const [descr, order, sides] = ["descr", "fortran_order", "shape"].map((key) => found.get(key));
  if (!descr || order?.kind !== "truth" || sides?.kind !== "tuple" || found.size !== 3) {
    return fail(file, "has a header without exactly descr, fortran_order and shape", shown);
  }
  const type = numpyType(typeText(descr, file), file);
  const shape = sides.items.map((side) =>
    side.kind === "integer" ? side.value : fail(file, "has a shape with a side that is no integer", shown),
  );
  const count = elementCount(shape, type.size, file, "io/npy-header");
  return { type, fortranOrder: order.value, shape, count, offset };
}

/** Reads the header from the first {@link HEADER_BYTES} of a file, or all of a shorter one. @throws EtalonError. */
export function readNpyHeader(start: Buffer, file: string): NpyHeader {
  const { prefix, length } = extent(start, file);
  if (length > LONGEST_HEADER) fail(file, "has a header of impossible length", `${length} bytes`);
  if (start.length < prefix + length) fail(file, "ends inside its header", `${start.length} bytes`);
  // Latin-1 reads version 3's UTF-8 as well: what lies beyond ASCII can only be the name of a field, and is refused.
  return parseNpyHeader(start.toString("latin1", prefix, prefix + length), prefix + length, file);
}

/** Reads the header of open bytes. @throws EtalonError `io/npy-header`, `io/dtype`, `io/npy-size`. */
export async function headerOf(bytes: Bytes): Promise<NpyHeader> {
  const start = Buffer.alloc(Math.min(HEADER_BYTES, bytes.size));
  await bytes.read(0, start);
  const header = readNpyHeader(start, bytes.name);
  requireNpySize(header, bytes.size, bytes.name);
  return header;
}

/** Refuses a file whose size is not what its header declares. @throws EtalonError `io/npy-size`. */
export function requireNpySize({ count, type, shape, offset }: NpyHeader, size: number, file: string): void {
  const needed = count * type.size;
  const held = size - offset;
  if (held === needed) return;
  throw fault("io/npy-size", file, held < needed ? "ends before its data do" : "has bytes after its data", {
    got: `${held} bytes where ${shapeText(shape)} of ${type.name} take ${needed}`,
    remedy: "copy or write it again",
  });
}
