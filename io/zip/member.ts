import type yauzl from "yauzl";
import { HEADER_BYTES, readNpyHeader, requireNpySize, type NpyHeader } from "../npy-header.ts";
import { fault } from "../fault.ts";
import { crc32 } from "./crc32.ts";
import { streamDecoder } from "./decode-stream.ts";
import { notAnArchive } from "./entries.ts";

/** The bytes of a member as they are unpacked, with yauzl's errors as ours. */
async function* unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): AsyncGenerator<Buffer> {
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  } catch (error) {
    throw notAnArchive(name, error);
  }
}

/**
 * Reads the header of a member, and unpacks no more of it than that.
 *
 * @throws EtalonError `io/npy-header`, `io/npy-size` when the declared sizes disagree, `io/npz` when it cannot be
 * unpacked.
 */
export async function memberHeader(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): Promise<NpyHeader> {
  const chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of unpacked(zip, entry, name)) {
    chunks.push(chunk);
    held += chunk.length;
    if (held >= HEADER_BYTES) break;
  }
  const header = readNpyHeader(Buffer.concat(chunks).subarray(0, HEADER_BYTES), name);
  requireNpySize(header, entry.uncompressedSize, name);
  return header;
}

/**
 * Unpacks the numbers of a member, as the file orders them. No more is unpacked than the header declares, whatever the
 * archive says of the size.
 *
 * @throws EtalonError `io/npy-size`, `io/npz` for packed data that are broken, `io/checksum`.
 */
export async function memberData(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  header: NpyHeader,
  name: string,
): Promise<Float64Array> {
  const decoder = streamDecoder(header.type, header.count, name);
  const size = header.offset + header.count * header.type.size;
  let [held, sum] = [0, 0];
  for await (const chunk of unpacked(zip, entry, name)) {
    const skipped = Math.max(0, header.offset - held);
    held += chunk.length;
    if (held > size) requireNpySize(header, held, name);
    sum = crc32(chunk, sum);
    if (skipped < chunk.length) decoder.push(chunk.subarray(skipped));
  }
  requireNpySize(header, held, name);
  if (sum !== entry.crc32) {
    throw fault("io/checksum", name, "is damaged: its checksum is wrong", {
      got: sum.toString(16).padStart(8, "0"),
      remedy: "copy or write it again",
    });
  }
  decoder.end();
  return decoder.data;
}
