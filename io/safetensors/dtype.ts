import { elementType, type ElementKind, type ElementType } from "../binary/elements.ts";
import { fault } from "../fault.ts";

const KINDS: ReadonlyMap<string, ElementKind> = new Map([
  ["BOOL", "b1"],
  ["I8", "i1"],
  ["U8", "u1"],
  ["I16", "i2"],
  ["U16", "u2"],
  ["I32", "i4"],
  ["U32", "u4"],
  ["I64", "i8"],
  ["U64", "u8"],
  ["F16", "f2"],
  ["BF16", "bf2"],
  ["F32", "f4"],
  ["F64", "f8"],
]);

/**
 * The type that safetensors calls `dtype`; all are little endian.
 *
 * @throws EtalonError `io/dtype` for the types of quantised weights (`F8_E4M3`, `F4`, …), complex numbers and others.
 */
export function safetensorsType(dtype: string, name: string): ElementType {
  const kind = KINDS.get(dtype);
  if (kind !== undefined) return elementType(dtype, kind, true);
  const what = /^F[468]/.test(dtype)
    ? "quantised numbers"
    : /^C/.test(dtype)
      ? "complex numbers"
      : "an unknown type";
  throw fault("io/dtype", name, `holds ${what}, not real numbers of 16 to 64 bits`, {
    got: JSON.stringify(dtype),
    remedy: "save it as F32 or F64",
  });
}
