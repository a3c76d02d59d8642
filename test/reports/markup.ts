/** A start tag with its attributes, and the text that stands directly in it. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: Element | undefined;
  readonly children: Element[];
  text: string;
}

const VOID = new Set(["meta", "input", "link", "br", "img"]);
const RAW = new Set(["style", "script"]);
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>/y;

/**
 * The elements of a page, in order. Stricter than a browser, which repairs: a `<` that starts no tag, an attribute
 * without quotes and a wrong end tag are errors here.
 */
export function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  let at = html.indexOf("<html");
  while (at < html.length) {
    const next = html.indexOf("<", at);
    const text = html.slice(at, next < 0 ? html.length : next);
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += text;
    if (next < 0) break;
    TAG.lastIndex = next;
    const match = TAG.exec(html);
    if (match === null) throw new Error(`not a tag: ${html.slice(next, next + 80)}`);
    const [whole, slash, name = "", attributeText = "", selfClosing] = match;
    at = next + whole.length;
    if (slash === "/") {
      const closed = open.pop();
      if (closed?.name !== name) throw new Error(`</${name}> closes <${closed?.name ?? "nothing"}>`);
      continue;
    }
    const attributes = new Map(
      [...attributeText.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [
        key,
        value,
      ]),
    );
    const element: Element = { name, attributes, parent: inside, children: [], text: "" };
    inside?.children.push(element);
    elements.push(element);
    if (selfClosing === "/" || VOID.has(name)) continue;
    if (RAW.has(name)) {
      const end = html.indexOf(`</${name}>`, at);
      element.text = html.slice(at, end);
      at = end + name.length + 3;
      continue;
    }
    open.push(element);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.map(({ name }) => name).join(", ")}`);
  return elements;
}

/** Whether an element lies inside one that fits. */
export function isInside(element: Element, fits: (ancestor: Element) => boolean): boolean {
  for (let at = element.parent; at !== undefined; at = at.parent) if (fits(at)) return true;
  return false;
}

/** All text of an element, those inside it included, white space reduced to one space. */
export function textOf(element: Element): string {
  return [element.text, ...element.children.map(textOf)].join(" ").replaceAll(/\s+/g, " ").trim();
}
