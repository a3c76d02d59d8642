import { printable } from "./printable.ts";

/** Text that is markup already: made by {@link markup} alone, so that nothing gets into a page unescaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a place in a piece of markup may hold; a list is written one item after the other. */
export type MarkupValue = string | number | Markup | readonly MarkupValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function written(value: MarkupValue): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return printable(value).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
  return value.map(written).join("");
}

/** A piece of HTML or SVG: what stands in `${…}` is escaped, also in attributes, unless it is {@link Markup}. */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(
    parts.map((part, k) => part + (values[k] === undefined ? "" : written(values[k]))).join(""),
  );
}

/** A piece or nothing. */
export const when = (condition: boolean, piece: () => MarkupValue): MarkupValue => (condition ? piece() : "");
