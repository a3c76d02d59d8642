import { describe, expect, it } from "vitest";
import { ok, undefinedBecause } from "../../../core/outcome.ts";
import { agreement, standardFor } from "../../../cli/reproduce/agree.ts";
import { header } from "../../engine/support/records.ts";

const at = { ...header, processor: "A, x64" };
const native = { ...at, backend: { name: "native", description: "OpenBLAS 1" } } as const;

describe("standardFor", () => {
  it("asks for the same bits on the same backend, processor class and Node, and says what is another", () => {
    expect(standardFor(at, { ...at, code: "other" }, 1e-9).tolerance).toBe(0);
    // The portable kernel gives the same bits on every processor of a class; a library need not.
    expect(standardFor(at, { ...at, processor: "B, x64" }, 1e-9).tolerance).toBe(0);
    expect(standardFor(native, { ...native, processor: "B, x64" }, 1e-9).because).toBe("another processor");
    const elsewhere = { ...native, backend: { name: "native", description: "MKL" }, node: "v22" } as const;
    expect(standardFor(native, elsewhere, 1e-9)).toEqual({
      tolerance: 1e-9,
      because: "another backend, another version of Node",
    });
    expect(standardFor(at, { ...at, processor: "C, arm64" }, 1e-9).because).toBe("another processor class");
  });
});

describe("agreement", () => {
  const exact = { tolerance: 0, because: "" };
  const near = { tolerance: 1e-9, because: "" };

  it("is of bits or within the tolerance, relative to numbers above 1", () => {
    const [a, b] = [ok({ s: [0.5, 2000] }), ok({ s: [0.5, 2000 + 1e-6] })];
    expect(agreement(a, a, exact).agrees).toBe(true);
    expect(agreement(a, b, exact).agrees).toBe(false);
    expect(agreement(a, b, near).agrees).toBe(true);
    expect(agreement(a, b, near).largest).toBeCloseTo(5e-10, 12);
    expect(agreement(a, ok({ s: [0.5, 2001] }), near).agrees).toBe(false);
  });

  it("is not between values of other forms, words or kinds of outcome", () => {
    const one = ok({ s: [1], t: "a" });
    for (const other of [
      ok({ s: [1], t: "b" }),
      ok({ s: [1] }),
      ok({ s: [1, 1], t: "a" }),
      ok({ s: { 0: 1 }, t: "a" }),
      undefinedBecause("r"),
    ])
      expect(agreement(one, other, near)).toMatchObject({
        agrees: false,
        difference: expect.stringContaining("now") as string,
      });
    expect(agreement(undefinedBecause("r 0.1"), undefinedBecause("r 0.2"), near).agrees).toBe(true);
    expect(agreement(undefinedBecause("r 0.1"), undefinedBecause("r 0.2"), exact).agrees).toBe(false);
  });
});
