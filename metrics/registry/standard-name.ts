/**
 * What a standard name of the largest collection of measures is called here: an id, with the same `{…}` as the name and
 * a note where the published value differs by more than rounding, or the reason why the name should not exist.
 */
export type StandardName =
  | { readonly name: string; readonly id: string; readonly note?: string }
  | { readonly name: string; readonly reason: string };

/** A line of a table of names: an id, or what {@link noted} and {@link declined} say. */
export type StandardNameEntry = readonly [
  name: string,
  answer: string | { readonly id: string; readonly note: string } | { readonly reason: string },
];

/** An id with a word on how the published value differs. */
export const noted = (id: string, note: string): { id: string; note: string } => ({ id, note });

/** A name that should not exist, and why. */
export const declined = (reason: string): { reason: string } => ({ reason });
