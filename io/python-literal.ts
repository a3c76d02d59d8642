/** A value that Python writes as a literal. Tuples and lists differ: a shape is a tuple, a record type a list. */
export type PythonValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "tuple" | "list"; readonly items: readonly PythonValue[] }
  | {
      readonly kind: "dictionary";
      readonly entries: readonly (readonly [key: string, value: PythonValue])[];
    };

/** Deeper than any header of numpy, and shallow enough for the stack. */
const DEEPEST = 16;

const TOKEN =
  /\s*(?:('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(-?(?:0|[1-9]\d*)L?)(?![\w.])|(True|False)\b|([{}()[\],:]))/y;

/**
 * Reads a Python literal of text, integers, truth values, tuples, lists and dictionaries with text as keys, and nothing
 * else: no floats, no names, no calls, no arithmetic. Python 2's long integers (`3L`) are read too.
 *
 * @param fail ends the reading, with what was expected and where.
 */
export function parsePythonLiteral(text: string, fail: (expected: string, at: number) => never): PythonValue {
  const pattern = new RegExp(TOKEN);
  let at = 0;
  let token = "";

  const advance = (): void => {
    at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match !== null) {
      token = match[0].trimStart();
      at = pattern.lastIndex - token.length;
    } else if (text.slice(at).trim() === "") [token, pattern.lastIndex] = ["", text.length];
    else fail("a literal", at);
  };
  const accept = (wanted: string): boolean => {
    if (token !== wanted) return false;
    advance();
    return true;
  };

  /** What stands between two brackets, separated by commas, the last of which may be followed by one more. */
  function until<T>(closing: string, item: () => T): { items: T[]; commas: number } {
    const items: T[] = [];
    let commas = 0;
    while (token !== closing) {
      items.push(item());
      if (!accept(",")) break;
      commas++;
    }
    if (!accept(closing)) fail(closing, at);
    return { items, commas };
  }

  function value(depth: number): PythonValue {
    if (depth > DEEPEST) fail("fewer brackets", at);
    const inner = (): PythonValue => value(depth + 1);
    if (accept("(")) {
      const { items, commas } = until(")", inner);
      // Python's (3) is the number three, and no tuple.
      if (items.length === 1 && commas === 0) fail(", before )", at);
      return { kind: "tuple", items };
    }
    if (accept("[")) return { kind: "list", items: until("]", inner).items };
    if (accept("{")) {
      const entry = (): readonly [string, PythonValue] => {
        const key = inner();
        if (key.kind !== "text") return fail("a key of text", at);
        if (!accept(":")) fail(":", at);
        return [key.text, inner()];
      };
      return { kind: "dictionary", entries: until("}", entry).items };
    }
    const taken = token;
    if (taken === "" || /^[)\]},:]/.test(taken)) fail("a value", at);
    advance();
    if (/^['"]/.test(taken)) return { kind: "text", text: taken.slice(1, -1) };
    if (/^[TF]/.test(taken)) return { kind: "truth", value: taken === "True" };
    return { kind: "integer", value: Number(taken.replace("L", "")) };
  }

  advance();
  const result = value(0);
  if (token !== "") fail("the end", at);
  return result;
}
