import { readFileSync, writeFileSync } from "node:fs";

/** What the tests use of the library to write files. */
interface Attributed {
  create_attribute: (name: string, value: string | number) => void;
}

interface Writer {
  create_dataset: (options: {
    readonly name: string;
    readonly data: unknown;
    readonly shape?: readonly number[];
    readonly dtype?: unknown;
    readonly chunks?: readonly number[];
    readonly compression?: "gzip";
  }) => Attributed;
  create_group: (name: string) => Writer & Attributed;
  create_soft_link: (target: string, name: string) => void;
  create_external_link: (file: string, target: string, name: string) => void;
}

interface Package {
  readonly ready: Promise<unknown>;
  readonly File: new (
    file: string,
    mode: "w",
    options: { libver?: [string, string] },
  ) => Writer & { close: () => void };
}

/**
 * Writes an HDF5 file.
 *
 * @param old whether as HDF5 1.0 did, without checksums, so that a test may change bytes of it.
 */
export async function writeHdf5(file: string, fill: (root: Writer) => void, old = false): Promise<string> {
  const { ready, File } = (await import("h5wasm/node")) as unknown as Package;
  await ready;
  const open = new File(file, "w", old ? { libver: ["earliest", "latest"] } : {});
  fill(open);
  open.close();
  return file;
}

/** Puts MATLAB's block of 512 bytes before an HDF5 file. */
export function makeMatlab(file: string, version = "7.3"): string {
  const block = Buffer.alloc(512);
  block.write(
    `MATLAB ${version} MAT-file, Platform: GLNXA64, Created on: Mon Jan  1 00:00:00 2024`.padEnd(116),
  );
  writeFileSync(file, Buffer.concat([block, readFileSync(file)]));
  return file;
}

/** Replaces bytes of a file that are there exactly once. */
export function patch(file: string, from: readonly number[], to: readonly number[]): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(Buffer.from(from));
  if (at < 0 || bytes.indexOf(Buffer.from(from), at + 1) >= 0)
    throw new Error("the bytes are not there exactly once");
  bytes.set(to, at);
  writeFileSync(file, bytes);
}
