import type { Representation } from "../../core/representation.ts";
import type { Asker } from "./asker.ts";

/** Three representations with the same rows: from x by y to z. */
export type Triple = readonly [x: Representation, y: Representation, z: Representation];

/** A triple with its distances. */
export interface MeasuredTriple {
  readonly triple: Triple;
  readonly xy: number;
  readonly yz: number;
  readonly xz: number;
}

/** d(x,z) − d(x,y) − d(y,z): above 0 the triangle inequality is violated. */
export const excessOf = ({ xy, yz, xz }: MeasuredTriple): number => xz - xy - yz;

/** How distances between representations are had. */
export interface Ruler {
  readonly asker: Asker;
  /** The distance that a value stands for. */
  readonly distance: (value: number) => number;
  /** Whether the order of the arguments is of no account. */
  readonly symmetric: boolean;
  /** A typical distance; what is below a thousandth of it is not looked at, as rounding is too large a part of it. */
  readonly size: number;
}

/** The excess as a share of d(x,z), which does not depend on units; −1 for distances too small to tell. */
export function relativeExcess(measured: MeasuredTriple, { size }: Pick<Ruler, "size">): number {
  return measured.xz < 1e-3 * size || measured.xz === 0 ? -1 : excessOf(measured) / measured.xz;
}

/** The order of the arguments for which the excess is largest; only for symmetric measures is there a choice. */
function inBestOrder({ triple: [x, y, z], xy, yz, xz }: MeasuredTriple): MeasuredTriple {
  if (xz >= xy && xz >= yz) return { triple: [x, y, z], xy, yz, xz };
  return xy >= yz ? { triple: [x, z, y], xy: xz, yz, xz: xy } : { triple: [y, x, z], xy, yz: xz, xz: yz };
}

/**
 * The distances of a triple, 3 questions; undefined where one has no value.
 *
 * @param before A triple that differs in the representation `changed` alone, whose distance to be kept is not asked again.
 */
export async function measureTriple(
  ruler: Ruler,
  triple: Triple,
  before?: { readonly measured: MeasuredTriple; readonly changed: 0 | 1 | 2 },
): Promise<MeasuredTriple | undefined> {
  const [x, y, z] = triple;
  const distance = async (a: Representation, b: Representation): Promise<number | undefined> => {
    const value = await ruler.asker.ask(a, b);
    return value === undefined ? undefined : ruler.distance(value);
  };
  const { measured, changed } = before ?? {};
  const xy = changed === 2 ? measured!.xy : await distance(x, y);
  if (xy === undefined) return undefined;
  const yz = changed === 0 ? measured!.yz : await distance(y, z);
  if (yz === undefined) return undefined;
  const xz = changed === 1 ? measured!.xz : await distance(x, z);
  if (xz === undefined) return undefined;
  const found = { triple, xy, yz, xz };
  return ruler.symmetric ? inBestOrder(found) : found;
}
