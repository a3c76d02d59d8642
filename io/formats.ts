import path from "node:path";
import { nearest } from "../core/nearest.ts";
import type { EtalonError } from "../core/errors.ts";
import type { Container } from "./container.ts";
import { openCsv } from "./csv/open.ts";
import type { TableOptions } from "./csv/options.ts";
import { fault } from "./fault.ts";
import { openHdf5 } from "./hdf5/open.ts";
import { openNpy } from "./npy.ts";
import { openNpz } from "./npz.ts";
import { openSafetensors } from "./safetensors/open.ts";
import type { ArraySource } from "./source.ts";

/** A kind of file: one array, or several with names. */
export type Format =
  | { readonly kind: "array"; readonly open: (file: string, options: TableOptions) => Promise<ArraySource> }
  | { readonly kind: "container"; readonly open: (file: string) => Promise<Container> };

const hdf5: Format = { kind: "container", open: (file) => openHdf5(file) };

/** Every format that is read, by the extensions of its files. */
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  [".npy", { kind: "array", open: openNpy }],
  [".npz", { kind: "container", open: (file) => openNpz(file) }],
  [".safetensors", { kind: "container", open: openSafetensors }],
  [".csv", { kind: "array", open: (file, options) => openCsv(file, ",", options) }],
  [".tsv", { kind: "array", open: (file, options) => openCsv(file, "\t", options) }],
  [".h5", hdf5],
  [".hdf5", hdf5],
  [".mat", hdf5],
]);

/** The extensions of the files that can be read, with the dot. */
export const EXTENSIONS: readonly string[] = [...FORMATS.keys()];

/** What to do about files that are common and are not read. */
const REFUSED: Readonly<Record<string, string>> = {
  ".pt": "in Python, numpy.save('x.npy', torch.load(…)): reading it would run code",
  ".pth": "in Python, numpy.save('x.npy', torch.load(…)): reading it would run code",
  ".pkl": "in Python, numpy.save('x.npy', pickle.load(…)): reading it would run code",
  ".pickle": "in Python, numpy.save('x.npy', pickle.load(…)): reading it would run code",
  ".gz": "unpack it first",
  ".zip": "rename it to .npz if it holds .npy files",
  ".xlsx": "save it as .csv",
  ".txt": "rename it to .csv or .tsv if its cells are separated by commas or tabs",
};

function unknownFormat(file: string, extension: string): EtalonError {
  const meant = nearest(extension, EXTENSIONS);
  const guess = extension.length < 3 || meant === undefined ? "" : ` (did you mean ${meant}?)`;
  return fault("io/unknown-format", file, "is not a kind of file that is read", {
    got: extension === "" ? "no extension" : extension,
    remedy: REFUSED[extension] ?? `use ${EXTENSIONS.join(", ")}${guess}`,
  });
}

/** The format of a file, by its extension. @throws EtalonError `io/unknown-format` with what to do. */
export function formatOf(file: string): Format {
  const extension = path.extname(file).toLowerCase();
  const format = FORMATS.get(extension);
  if (format === undefined) throw unknownFormat(file, extension);
  return format;
}
