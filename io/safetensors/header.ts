import { fault } from "../fault.ts";
import { repeatedKey } from "../json-keys.ts";
import type { Bytes } from "../binary/bytes.ts";
import { messageOf } from "../../core/errors.ts";

/** What the header says of one tensor. */
export interface TensorEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte and the byte after the last, counted from the start of the file. */
  readonly begin: number;
  readonly end: number;
}

/** The reference implementation refuses more. */
const LONGEST_HEADER = 100_000_000;

function fail(file: string, problem: string, got: string): never {
  throw fault("io/safetensors", file, problem, {
    got,
    remedy: "write it again with the safetensors library",
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.every((side) => typeof side === "number" && Number.isSafeInteger(side) && side >= 0);

function parseJson(text: string, file: string): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return fail(file, "has a header that is no JSON", messageOf(error));
  }
  if (!isRecord(parsed)) return fail(file, "has a header that is no JSON object", text.slice(0, 80));
  const repeated = repeatedKey(text);
  if (repeated !== undefined) fail(file, "has a key twice in its header", repeated);
  return parsed;
}

function entryOf(name: string, value: unknown, dataStart: number, file: string): TensorEntry {
  const got = `${name}: ${JSON.stringify(value)}`;
  if (
    !isRecord(value) ||
    Object.keys(value).some((key) => !["dtype", "shape", "data_offsets"].includes(key))
  ) {
    return fail(file, "has a tensor without exactly dtype, shape and data_offsets", got);
  }
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string") return fail(file, "has a tensor whose dtype is no text", got);
  if (!isCounts(shape)) return fail(file, "has a tensor with an impossible side", got);
  if (!isCounts(offsets) || offsets.length !== 2)
    return fail(file, "has a tensor without two data_offsets", got);
  const [begin = 0, end = 0] = offsets;
  if (begin > end) return fail(file, "has a tensor that ends before it begins", got);
  return { dtype, shape, begin: dataStart + begin, end: dataStart + end };
}

/** Tensors must fill the file, without a hole or an overlap: what a hole holds is seen by no reader. */
function requireCover(
  entries: ReadonlyMap<string, TensorEntry>,
  dataStart: number,
  size: number,
  file: string,
): void {
  let at = dataStart;
  for (const [name, { begin, end }] of [...entries].sort(
    ([, a], [, b]) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== at)
      fail(
        file,
        begin < at ? "has tensors that overlap" : "has bytes between tensors",
        `${name} at ${begin}`,
      );
    at = end;
  }
  if (at > size) fail(file, "ends before its data do", `${size} bytes where its tensors take ${at}`);
  if (at < size) fail(file, "has bytes after its data", `${size} bytes where its tensors take ${at}`);
}

/**
 * Reads the header of a safetensors file: its length in eight bytes, then JSON with a dtype, a shape and two offsets
 * for each name, and texts under `__metadata__`.
 *
 * @throws EtalonError `io/safetensors` for anything that the format's description forbids.
 *
 * Source: the format's description in the README of huggingface/safetensors.
 */
export async function readHeader(bytes: Bytes): Promise<ReadonlyMap<string, TensorEntry>> {
  const { name: file, size } = bytes;
  if (size === 0) fail(file, "is empty", "0 bytes");
  if (size < 8) fail(file, "is too short for a safetensors file", `${size} bytes`);
  const prefix = Buffer.alloc(8);
  await bytes.read(0, prefix);
  const length = Number(prefix.readBigUInt64LE());
  if (length > LONGEST_HEADER)
    fail(file, "is not a safetensors file: its header has an impossible length", `${length} bytes`);
  if (8 + length > size)
    fail(file, "ends inside its header", `${size} bytes where the header takes ${8 + length}`);
  const header = Buffer.alloc(length);
  await bytes.read(8, header);
  if (header[0] !== 0x7b)
    fail(file, "has a header that does not begin with {", JSON.stringify(header.toString("latin1", 0, 8)));
  const { __metadata__: metadata = {}, ...tensors } = parseJson(header.toString("utf8"), file);
  if (!isRecord(metadata) || Object.values(metadata).some((value) => typeof value !== "string")) {
    fail(file, "has __metadata__ that are not texts", JSON.stringify(metadata));
  }
  const entries = new Map(
    Object.entries(tensors).map(([name, value]) => [name, entryOf(name, value, 8 + length, file)] as const),
  );
  requireCover(entries, 8 + length, size, file);
  return entries;
}
