import yauzl from "yauzl";
import { messageOf } from "../../core/errors.ts";
import { fault } from "../fault.ts";

const remedy = "write it again with numpy.savez";

/** An archive that cannot be read, in yauzl's words. */
export const notAnArchive = (file: string, cause: unknown): Error =>
  fault("io/npz", file, "is not a readable .npz archive", { got: messageOf(cause), remedy, cause });

/** @throws EtalonError `io/npz-unsafe`: the archive's member is nothing that numpy writes. */
export function unsafe(file: string, member: string, problem: string, got?: string): never {
  throw fault("io/npz-unsafe", file, `member ${JSON.stringify(member)} ${problem}`, {
    ...(got === undefined ? {} : { got }),
    remedy,
  });
}

/** A name that would leave the archive, or that a user could not tell from another. */
function requireSafeName(name: string, file: string): void {
  const leaves = name.startsWith("/") || /^[a-zA-Z]:/.test(name) || name.split("/").includes("..");
  if (leaves || name === "" || name.includes("\\") || /\p{Cc}/u.test(name))
    unsafe(file, name, "has an unsafe name");
}

function requireReadable(entry: yauzl.Entry, file: string): void {
  if (entry.isEncrypted()) unsafe(file, entry.fileName, "is encrypted");
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    unsafe(
      file,
      entry.fileName,
      "is packed in a way that numpy does not use",
      `method ${entry.compressionMethod}`,
    );
  }
}

/** Opens an archive for one use. @throws EtalonError `io/npz` when it is none. */
export async function withZip<T>(file: string, use: (zip: yauzl.ZipFile) => Promise<T>): Promise<T> {
  const zip = await yauzl
    .openPromise(file, { autoClose: false, decodeStrings: false })
    .catch((error: unknown) => Promise.reject(notAnArchive(file, error)));
  try {
    return await use(zip);
  } finally {
    zip.close();
  }
}

/** The name of a member as text. It is decoded here, so that a bad one is our error and none of it is changed. */
const nameOf = (entry: yauzl.Entry): string =>
  yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);

/**
 * The arrays of an archive by name, without `.npy`, in the archive's order. What is not called `.npy` is no array, nor
 * is what macOS adds.
 *
 * @throws EtalonError `io/npz-unsafe` for a member with an unsafe name, one that is there twice, is encrypted, is packed
 * otherwise than by deflate, or shares its bytes with another; `io/npz` when the archive cannot be read.
 */
export async function listEntries(zip: yauzl.ZipFile, file: string): Promise<Map<string, yauzl.Entry>> {
  const found = new Map<string, yauzl.Entry>();
  const names = new Set<string>();
  let packed = 0;
  for await (const entry of entriesOf(zip, file)) {
    const fileName = nameOf(entry);
    requireSafeName(fileName, file);
    entry.fileName = fileName;
    if (names.has(fileName)) unsafe(file, fileName, "is there twice");
    names.add(fileName);
    packed += entry.compressedSize;
    // Bombs of overlapping members unpack the same bytes again and again.
    if (packed > zip.fileSize)
      unsafe(file, fileName, "shares its bytes with another", `${packed} bytes in all`);
    if (!fileName.endsWith(".npy") || fileName.startsWith("__MACOSX/")) continue;
    requireReadable(entry, file);
    found.set(fileName.slice(0, -".npy".length), entry);
  }
  return found;
}

/** yauzl's entries with its errors as ours. */
async function* entriesOf(zip: yauzl.ZipFile, file: string): AsyncGenerator<yauzl.Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw notAnArchive(file, error);
  }
}
