import { describe, expect, it } from "vitest";
import { printable, printableView } from "../../reports/printable.ts";

describe("printable", () => {
  it.each([
    ["a\u0000b", "a\ufffdb"],
    ["a\u001b[31mb", "a\ufffd[31mb"],
    ["\u202eevil\u202c", "\ufffdevil\ufffd"],
    ["\u2066x\u2069", "\ufffdx\ufffd"],
    ["\ud800", "\ufffd"],
    ["\u0085", "\ufffd"],
  ])("replaces what does not belong in text: %j", (text, expected) => expect(printable(text)).toBe(expected));

  it("leaves letters, signs and emoji alone", () => {
    const text = "σ² ≤ ‖X‖_*\tπ\n😀 עברית";
    expect(printable(text)).toBe(text);
  });
});

describe("printableView", () => {
  it("reaches every string and leaves the rest as it is", () => {
    const view = { a: "\u0000", b: [1, null, { c: "x\u202e" }], d: true };
    expect(printableView(view)).toEqual({ a: "\ufffd", b: [1, null, { c: "x\ufffd" }], d: true });
    expect(view.a).toBe("\u0000");
  });
});
