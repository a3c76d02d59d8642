/** What a YAML file of a scheduler is made of. */
export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml };

/** Words that YAML reads as something else than text. */
const SPECIAL = /^(y|yes|n|no|on|off|true|false|null|~)$/i;

const isPlain = (text: string): boolean => /^[A-Za-z_/][A-Za-z0-9_./@-]*$/.test(text) && !SPECIAL.test(text);

/** A text on one line, whatever it holds: JSON's quoting is YAML's, too, once everything but plain ASCII is escaped. */
const scalar = (value: string | number | boolean): string => {
  if (typeof value !== "string") return String(value);
  if (isPlain(value)) return value;
  return JSON.stringify(value).replaceAll(/[^ -~]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
};

/** A text of several lines that can stand as it is, so that people can read it. */
const isBlock = (text: string): boolean => /^[!-~][\n -~]*\n$/.test(text) && !/[ ]\n|\n\n$/.test(text);

function lines(value: Yaml): string[] {
  if (typeof value !== "object") return [scalar(value)];
  if (Object.keys(value).length === 0) return [Array.isArray(value) ? "[]" : "{}"];
  if (Array.isArray(value)) {
    return (value as readonly Yaml[]).flatMap((item) => {
      const [first = "", ...rest] = lines(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const name = `${scalar(key)}:`;
    if (typeof item === "string" && item.includes("\n") && isBlock(item)) {
      const text = item.slice(0, -1).split("\n");
      return [`${name} |`, ...text.map((line) => (line === "" ? "" : `  ${line}`))];
    }
    if (typeof item !== "object" || Object.keys(item).length === 0) return [`${name} ${lines(item)[0]!}`];
    return [name, ...lines(item).map((line) => `  ${line}`)];
  });
}

/** A value as YAML that every reader of YAML 1.1 or 1.2 takes back as it was. */
export const yamlText = (value: Yaml): string => `${lines(value).join("\n")}\n`;
