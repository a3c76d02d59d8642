import { printable } from "../printable.ts";

/** Text on one line, without characters that a terminal or a file format would obey. */
export function oneLine(text: string): string {
  return printable(text)
    .replaceAll(/[\s\u2028\u2029]+/gu, " ")
    .trim();
}

/** Text shortened to `most` characters, with an ellipsis where something was cut. */
export function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
