import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePythonLiteral, type PythonValue } from "../../io/python-literal.ts";

class Refusal extends Error {}

const parse = (text: string): PythonValue =>
  parsePythonLiteral(text, (expected, at) => {
    throw new Refusal(`${expected} at ${at}`);
  });

const text = (value: string): PythonValue => ({ kind: "text", text: value });
const integer = (value: number): PythonValue => ({ kind: "integer", value });

describe("parsePythonLiteral", () => {
  it.each<[string, PythonValue]>([
    ["'a'", text("a")],
    [' "a\'b" \n', text("a'b")],
    ["True", { kind: "truth", value: true }],
    ["-12", integer(-12)],
    ["12L", integer(12)],
    ["()", { kind: "tuple", items: [] }],
    ["(3,)", { kind: "tuple", items: [integer(3)] }],
    ["( 3 ,4 , )", { kind: "tuple", items: [integer(3), integer(4)] }],
    ["[3]", { kind: "list", items: [integer(3)] }],
    ["{}", { kind: "dictionary", entries: [] }],
    [
      "{'a': {'b': False}, 'a': ()}",
      {
        kind: "dictionary",
        entries: [
          ["a", { kind: "dictionary", entries: [["b", { kind: "truth", value: false }]] }],
          ["a", { kind: "tuple", items: [] }],
        ],
      },
    ],
    [
      "[('x', '<f8'), ('y', '<i4', (2,))]",
      {
        kind: "list",
        items: [
          { kind: "tuple", items: [text("x"), text("<f8")] },
          { kind: "tuple", items: [text("y"), text("<i4"), { kind: "tuple", items: [integer(2)] }] },
        ],
      },
    ],
  ])("reads %s", (literal, value) => {
    expect(parse(literal)).toEqual(value);
  });

  it.each([
    "",
    " ",
    "'a",
    "'a\nb'",
    "(3)",
    "(3",
    "(,)",
    "(3,,4)",
    "(3 4)",
    "[3,",
    "{'a'}",
    "{'a': }",
    "{3: 4}",
    "{'a' 3}",
    "3)",
    "3 4",
    "3.5",
    "1e3",
    "007",
    "0x10",
    "1_000",
    "+3",
    "--3",
    "None",
    "Trueish",
    "true",
    "3Lx",
    "__import__('os')",
    "'a' 'b'",
    "'a' + 'b'",
    "(".repeat(40),
    "[".repeat(9000),
    "\u00a3",
  ])("refuses %j", (literal) => {
    expect(() => parse(literal)).toThrow(Refusal);
  });

  it("says what it expected, and where", () => {
    expect(() => parse("{'a': 3 'b'")).toThrow("} at 8");
    expect(() => parse("(3)")).toThrow(", before ) at 3");
  });

  it("ends on any text, with a value or a refusal", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "[",
      "]",
      ",",
      ":",
      "'",
      '"',
      "\\",
      "a",
      "3",
      "-",
      "L",
      "True",
      " ",
      "\n",
      ".",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          parse(pieces.join(""));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
