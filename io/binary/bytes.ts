import { constants, type Stats } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";
import { fault } from "../fault.ts";
import { systemError } from "../system-error.ts";

/** Random access to the bytes of a file, or of a part of one. */
export interface Bytes {
  /** What errors call it. */
  readonly name: string;
  /** Number of bytes. */
  readonly size: number;
  /** Fills the whole of `into` with the bytes from `position`. @throws EtalonError `io/changed` if there are fewer. */
  readonly read: (position: number, into: Uint8Array) => Promise<void>;
}

/** Runs `use` while the bytes are open. */
export type WithBytes = <T>(use: (bytes: Bytes) => Promise<T>) => Promise<T>;

/** What tells whether a file is still the one it was. */
interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/** @throws EtalonError for folders, pipes and devices: a pipe would be waited for, a device has no end. */
function requireFile(about: Stats, file: string): void {
  if (about.isDirectory())
    throw fault("io/directory", file, "is a folder, not a file", { remedy: "name a file inside it" });
  if (!about.isFile()) {
    throw fault("io/not-a-file", file, "is a pipe or a device", { remedy: "write the data to a file first" });
  }
}

/** Most bytes that the system reads at once are below 2³¹. */
const MOST_AT_ONCE = 2 ** 30;

async function fill(handle: FileHandle, position: number, into: Uint8Array, file: string): Promise<void> {
  for (let held = 0; held < into.length;) {
    const { bytesRead } = await handle.read(
      into,
      held,
      Math.min(into.length - held, MOST_AT_ONCE),
      position + held,
    );
    if (bytesRead === 0) {
      throw fault("io/changed", file, "became shorter while it was read", {
        got: `${position + held} bytes`,
        remedy: "wait until it is written and try again",
      });
    }
    held += bytesRead;
  }
}

async function withHandle<T>(
  file: string,
  use: (handle: FileHandle, about: Stats) => Promise<T>,
): Promise<T> {
  let handle: FileHandle | undefined;
  try {
    requireFile(await stat(file), file);
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const about = await handle.stat();
    requireFile(about, file);
    return await use(handle, about);
  } catch (error) {
    throw systemError(error, file);
  } finally {
    await handle?.close();
  }
}

/**
 * Access to a file that may be used again and again: it is opened for each use, so that nothing stays open.
 *
 * @throws EtalonError `io/changed` from a later use when the file is no longer the one that was there first;
 * `io/not-found`, `io/directory`, … when it cannot be opened.
 */
export function fileBytes(file: string): WithBytes {
  let first: Stamp | undefined;
  return (use) =>
    withHandle(file, async (handle, { size, mtimeMs }) => {
      first ??= { size, mtimeMs };
      if (first.size !== size || first.mtimeMs !== mtimeMs) {
        const remedy = "wait until it is written and try again";
        throw fault("io/changed", file, "was changed while it was used", { remedy });
      }
      return use({ name: file, size, read: (position, into) => fill(handle, position, into, file) });
    });
}

/** Access to bytes that are in memory. */
export function memoryBytes(bytes: Uint8Array, name: string): Bytes {
  return {
    name,
    size: bytes.length,
    read: (position, into) => {
      into.set(bytes.subarray(position, position + into.length));
      return Promise.resolve();
    },
  };
}

/** The part of `size` bytes that begins at `start`, under a name of its own. */
export function partOf({ read }: Bytes, start: number, size: number, name: string): Bytes {
  return { name, size, read: (position, into) => read(start + position, into) };
}
