import type yauzl from "yauzl";
import { fileBytes, partOf, type WithBytes } from "./binary/bytes.ts";
import { fromFortran } from "./binary/fortran.ts";
import { LIMITS, requirePlausible, type Limits } from "./binary/limits.ts";
import { rawSource } from "./binary/raw-source.ts";
import { memberPath, unknownMember, type Container } from "./container.ts";
import type { NpyHeader } from "./npy-header.ts";
import { heldSource, readSource, type ArraySource, type NumericArray } from "./source.ts";
import { listEntries, notAnArchive, withZip } from "./zip/entries.ts";
import { memberData, memberHeader } from "./zip/member.ts";

/** What all members of one archive share. */
interface Archive {
  readonly file: string;
  /** Runs `use` with the archive open, if it is still the file that it was. */
  readonly withZip: <T>(use: (zip: yauzl.ZipFile) => Promise<T>) => Promise<T>;
  readonly bytes: WithBytes;
}

/** A member that is stored as it is: its rows can be read where they lie. */
async function storedRows(archive: Archive, entry: yauzl.Entry, name: string, header: NpyHeader) {
  const { fileDataStart } = await archive.withZip((zip) =>
    zip
      .readLocalFileHeaderPromise(entry, { minimal: true })
      .catch((error: unknown) => Promise.reject(notAnArchive(name, error))),
  );
  const member: WithBytes = (use) =>
    archive.bytes((bytes) => use(partOf(bytes, fileDataStart, entry.uncompressedSize, name)));
  return rawSource(name, member, header).readRows;
}

async function openMember(
  archive: Archive,
  entry: yauzl.Entry,
  name: string,
  limits: Limits,
): Promise<ArraySource> {
  requirePlausible(entry.compressedSize, entry.uncompressedSize, name, "io/npz-unsafe", limits);
  const header = await archive.withZip((zip) => memberHeader(zip, entry, name));
  const { type, shape, fortranOrder } = header;
  const load = async (): Promise<Float64Array> => {
    const data = await archive.withZip((zip) => memberData(zip, entry, header, name));
    return fortranOrder ? fromFortran(data, shape) : data;
  };
  const about = { name, shape, dtype: type.name };
  if (entry.compressionMethod !== 0) return heldSource(about, load);
  return {
    ...about,
    seekable: true,
    readAll: load,
    readRows: await storedRows(archive, entry, name, header),
  };
}

/**
 * Opens a `.npz` archive: its list of members is read, their numbers are not. Members that are stored (`numpy.savez`)
 * can be read by rows; those that are packed (`numpy.savez_compressed`) are unpacked at the first use and kept.
 *
 * `readAll` compares the checksum; `readRows` of a stored member cannot.
 *
 * @throws EtalonError `io/npz`, `io/npz-unsafe` (see {@link listEntries}), `io/not-found`, `io/directory`, …
 */
export async function openNpz(file: string, limits: Limits = LIMITS): Promise<Container> {
  const bytes = fileBytes(file);
  const archive: Archive = {
    file,
    bytes,
    // The check that the file is a file, and the same one, is that of `bytes`.
    withZip: (use) => bytes(() => withZip(file, use)),
  };
  const entries = await archive.withZip((zip) => listEntries(zip, file));
  const members = [...entries.keys()];
  return {
    file,
    members,
    open: async (member) => {
      const key = entries.has(member) ? member : member.replace(/\.npy$/, "");
      const entry = entries.get(key);
      if (entry === undefined) throw unknownMember(file, member, members);
      return openMember(archive, entry, memberPath(file, key), limits);
    },
  };
}

/** The names of the arrays in a `.npz` file, as numpy shows them. @throws EtalonError as {@link openNpz}. */
export async function npzMembers(file: string): Promise<readonly string[]> {
  return (await openNpz(file)).members;
}

/** Reads one array of a `.npz` file. @throws EtalonError `io/unknown-member` with the nearest name, `io/…`. */
export async function readNpzMember(file: string, member: string): Promise<NumericArray> {
  return readSource(await (await openNpz(file)).open(member));
}
