import { EtalonError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { Suite } from "../core/suite.ts";
import { loadSuites } from "../suites/registry/index.ts";
import { expandIds, idList } from "./selection.ts";

/**
 * The suites that `--suites` names, in the catalogue's order whatever the order of the words; all without it.
 *
 * @param text Ids and globs, separated by commas.
 * @throws EtalonError `usage/no-match`, `suite/unknown` with the nearest id.
 */
export async function namedSuites(text: string | undefined): Promise<readonly Suite[]> {
  const all = await loadSuites();
  if (text === undefined) return all;
  const known = all.map(({ id }) => id);
  const ids = expandIds("suite", idList(text), known);
  // A plain id passes unchecked; one that does not exist must not be left out silently.
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const meant = nearest(unknown, known);
    throw new EtalonError("suite/unknown", `there is no suite "${unknown}"`, {
      remedy: meant === undefined ? `suites are ${known.join(", ")}` : `did you mean "${meant}"?`,
    });
  }
  return all.filter(({ id }) => ids.includes(id));
}
