/** A number of things for people: `1 cell`, `2 cells`. */
export const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
