import { elementType, type ElementKind, type ElementType } from "../binary/elements.ts";
import { fault } from "../fault.ts";
import type { Metadata } from "./library.ts";

const INTEGER = 0;
const FLOAT = 1;
const ENUMERATION = 8;

/** HDF5's other classes of types, by their numbers. */
const CLASSES: Readonly<Record<number, string>> = {
  2: "dates",
  3: "text",
  4: "bit fields",
  5: "raw bytes",
  6: "records (a compound type)",
  7: "references, as MATLAB's cells are",
  8: "labels (an enumeration)",
  9: "rows of different lengths",
  10: "an array in every place",
};

/** h5py writes truth values as an enumeration of FALSE and TRUE. */
const isTruth = ({ enum_type: labels, size }: Metadata): boolean =>
  size === 1 && labels?.type === INTEGER && labels.members["FALSE"] === 0 && labels.members["TRUE"] === 1;

const isComplex = ({ compound_type: record }: Metadata): boolean =>
  record?.members.length === 2 &&
  /^(r|i|real|imag),(r|i|real|imag)$/.test(record.members.map(({ name }) => name).join());

function kindOf(metadata: Metadata): ElementKind | undefined {
  const { type, size, signed, vlen } = metadata;
  if (vlen) return undefined;
  if (type === ENUMERATION && isTruth(metadata)) return "b1";
  if (type === INTEGER && [1, 2, 4, 8].includes(size)) return `${signed ? "i" : "u"}${size}` as ElementKind;
  // HDF5 2's bfloat16 looks the same as IEEE's half precision, which h5py writes; the library does not tell them apart.
  if (type === FLOAT && [2, 4, 8].includes(size)) return `f${size}` as ElementKind;
  return undefined;
}

/** Whether a dataset holds real numbers. */
export const isNumeric = (metadata: Metadata): boolean => kindOf(metadata) !== undefined;

/**
 * The type of a dataset's numbers as the library hands them over: the lowest byte first, whatever the file has.
 *
 * @throws EtalonError `io/dtype` for anything that is not a real number of at most 64 bits.
 */
export function hdf5Type(metadata: Metadata, name: string): ElementType {
  const kind = kindOf(metadata);
  if (kind !== undefined) return elementType(kind, kind, true);
  const what = isComplex(metadata) ? "complex numbers" : (CLASSES[metadata.type] ?? "an unknown type");
  throw fault("io/dtype", name, `holds ${what}, not real numbers of at most 64 bits`, {
    got: `class ${metadata.type} of ${metadata.size} bytes`,
    remedy: "save it as float32 or float64",
  });
}
