import { EtalonError } from "../../core/errors.ts";

/** The rows that several sides share, by name: `rows[k][i]` is the row of side k that is row i of all. */
export interface Alignment {
  readonly ids: readonly string[];
  readonly rows: readonly Int32Array[];
  /** How many rows of each side no other has. */
  readonly dropped: readonly number[];
}

/** The row of each name. @throws EtalonError `score/ids` for a name that is there twice. */
function placesOf(name: string, ids: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  ids.forEach((id, row) => {
    const before = places.get(id);
    if (before !== undefined) {
      throw new EtalonError("score/ids", `${name}: two rows have one name`, {
        got: `"${id}" in rows ${before + 1} and ${row + 1}`,
        remedy: "give every stimulus a name of its own",
      });
    }
    places.set(id, row);
  });
  return places;
}

/**
 * The rows that all sides have, in the order of the first one.
 *
 * @param names What the sides are called in errors.
 * @throws EtalonError `score/ids` where a name is there twice, or no row is in all sides.
 */
export function alignRows(names: readonly string[], idsOf: readonly (readonly string[])[]): Alignment {
  const places = idsOf.map((ids, k) => placesOf(names[k]!, ids));
  const ids = idsOf[0]!.filter((id) => places.every((place) => place.has(id)));
  if (ids.length === 0) {
    throw new EtalonError("score/ids", "no stimulus is in all files", {
      got: idsOf.map((one, k) => `${names[k]}: "${one[0] ?? ""}", …`).join("; "),
      remedy: "the names must be spelt alike",
    });
  }
  const rows = places.map((place) => Int32Array.from(ids, (id) => place.get(id)!));
  return { ids, rows, dropped: idsOf.map((all) => all.length - ids.length) };
}
