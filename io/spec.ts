import { fault } from "./fault.ts";

/** What a user writes to name arrays: a file, and perhaps an array in it. */
export interface PathSpec {
  readonly file: string;
  /** The name of an array, or a glob of names. */
  readonly member: string | undefined;
}

/**
 * Splits `file.npz#layer1` at the first `#` that follows a file's extension, so that folders and arrays may have one in
 * their names.
 *
 * @param extensions those of files that are read, with the dot.
 * @throws EtalonError `io/member-spec` where nothing follows the `#`.
 */
export function parsePathSpec(spec: string, extensions: readonly string[]): PathSpec {
  const endings = extensions.map((extension) => extension.replaceAll(".", "\\.")).join("|");
  const match = new RegExp(`^(.*?(?:${endings}))#(.*)$`, "is").exec(spec);
  const [, file = spec, member] = match ?? [];
  if (member === "") {
    throw fault("io/member-spec", spec, "names no array after #", { remedy: "name one, or leave out the #" });
  }
  return { file, member };
}
