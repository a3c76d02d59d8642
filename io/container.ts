import { nearest } from "../core/nearest.ts";
import type { EtalonError } from "../core/errors.ts";
import { fault } from "./fault.ts";
import { isGlob, matchesGlob } from "./glob.ts";
import type { ArraySource } from "./source.ts";

/** A file of several arrays. */
export interface Container {
  readonly file: string;
  /** The names of its arrays, in the order in which they are shown. */
  readonly members: readonly string[];
  /** Opens one. @throws EtalonError `io/unknown-member`, `io/…`. */
  readonly open: (member: string) => Promise<ArraySource>;
}

const SHOWN = 12;

const listed = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(", ") + (names.length > SHOWN ? `, … ${names.length - SHOWN} more` : "");

/** How one array of a file is written. */
export const memberPath = (file: string, member: string): string => `${file}#${member}`;

/** The error that a file has no such array, with the nearest name. */
export function unknownMember(file: string, member: string, members: readonly string[]): EtalonError {
  const meant = nearest(member, members);
  return fault("io/unknown-member", file, "has no such array", {
    got: member,
    remedy: meant === undefined ? `it has ${listed(members)}` : `did you mean ${memberPath(file, meant)}?`,
  });
}

/** Names in the order of the numbers in them: `layer2` before `layer10`. The same on every machine. */
export function naturalOrder(names: readonly string[]): string[] {
  const pieces = (name: string): string[] => name.split(/(\d+)/);
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return names.toSorted((a, b) => {
    const [left, right] = [pieces(a), pieces(b)];
    for (let k = 0; k < Math.min(left.length, right.length); k++) {
      const order = (k % 2 === 1 && Number(left[k]) - Number(right[k])) || compare(left[k]!, right[k]!);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  });
}

/**
 * The names that a user means: that very array, all that a glob fits, or all where nothing is said.
 *
 * @throws EtalonError `io/no-array` for a file without any, `io/unknown-member` where nothing fits.
 */
export function chooseMembers({ file, members }: Container, wanted: string | undefined): readonly string[] {
  if (members.length === 0)
    throw fault("io/no-array", file, "holds no array", { remedy: "save at least one in it" });
  if (wanted === undefined) return members;
  if (!isGlob(wanted)) return [wanted];
  if (members.includes(wanted)) return [wanted];
  const chosen = members.filter((name) => matchesGlob(wanted, name));
  if (chosen.length === 0) throw unknownMember(file, wanted, members);
  return chosen;
}

/** The one name that a user means. @throws EtalonError `io/which-member` where it could be several. */
export function chooseMember(container: Container, wanted: string | undefined): string {
  const chosen = chooseMembers(container, wanted);
  const [first = ""] = chosen;
  if (chosen.length === 1) return first;
  throw fault("io/which-member", container.file, `holds ${chosen.length} arrays where one is needed`, {
    got: listed(chosen),
    remedy: `name one, as in ${memberPath(container.file, first)}`,
  });
}
