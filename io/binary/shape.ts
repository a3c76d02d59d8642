import { fault, type FaultCode } from "../fault.ts";

/** numpy allows 64 dimensions, and no activations have more. */
const MOST_DIMENSIONS = 64;

/** A shape as text, `a single value` where it has no dimension. */
export function shapeText(shape: readonly number[]): string {
  if (shape.length === 0) return "a single value";
  return shape.length === 1 ? `${shape[0]!} values` : shape.join("×");
}

/** The product of all sides. */
export const product = (sides: readonly number[]): number => sides.reduce((all, side) => all * side, 1);

/**
 * The number of elements of a shape that a file declares.
 *
 * @throws EtalonError `code` for a side that is negative or no integer, more than 64 dimensions, or a number of bytes
 * beyond what integers count exactly (2⁵³).
 */
export function elementCount(shape: readonly number[], size: number, file: string, code: FaultCode): number {
  const remedy = "write the file again";
  const got = `(${shape.slice(0, 8).join(", ")}${shape.length > 8 ? ", …" : ""})`;
  if (shape.length > MOST_DIMENSIONS) {
    throw fault(code, file, `has more than ${MOST_DIMENSIONS} dimensions`, {
      got: String(shape.length),
      remedy,
    });
  }
  if (shape.some((side) => !Number.isSafeInteger(side) || side < 0)) {
    throw fault(code, file, "has a shape with an impossible side", { got, remedy });
  }
  // Without the empty sides: (0, 2⁵⁰, 2⁵⁰) has no element, but strides that overflow.
  if (!Number.isSafeInteger(product(shape.filter((side) => side > 0)) * size)) {
    throw fault(code, file, "has a shape whose product overflows", { got, remedy });
  }
  return product(shape);
}
