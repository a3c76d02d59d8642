import { elementType, type ElementKind, type ElementType } from "./binary/elements.ts";
import { fault } from "./fault.ts";

const KINDS: ReadonlySet<string> = new Set<ElementKind>([
  "b1",
  "i1",
  "u1",
  "i2",
  "u2",
  "i4",
  "u4",
  "i8",
  "u8",
  "f2",
  "f4",
  "f8",
]);

const isKind = (text: string): text is ElementKind => KINDS.has(text);

/** What the types are called that hold no real number, or none that float64 can take. */
function refused(kind: string, size: string): string {
  switch (kind) {
    case "O":
      return "Python objects";
    case "c":
      return "complex numbers";
    case "S":
    case "a":
      return "byte strings";
    case "U":
      return "text";
    case "V":
      return "raw bytes";
    case "M":
      return "dates";
    case "m":
      return "time differences";
    case "f":
      return Number(size) > 8 ? "long doubles" : "floats of an unknown size";
    default:
      return "an unknown type";
  }
}

/**
 * The type that numpy writes as `descr`: a byte order (`<`, `>`, or `|` for single bytes), a letter and a size.
 *
 * @throws EtalonError `io/dtype` for anything that is not a real number of at most 64 bits.
 */
export function numpyType(descr: string, file: string): ElementType {
  // Dates and time differences have a unit: `<M8[ns]`.
  const [, order = "", letter = "", size = "", unit = ""] =
    /^([<>|])([a-zA-Z])(\d*)(\[[^\]]*\])?$/.exec(descr) ?? [];
  const kind = letter + size + unit;
  if (isKind(kind) && (order !== "|" || size === "1")) return elementType(descr, kind, order !== ">");
  throw fault("io/dtype", file, `holds ${refused(letter, size)}, not real numbers of at most 64 bits`, {
    got: JSON.stringify(descr),
    remedy: "save it as float32 or float64",
  });
}
