import { describe, expect, it } from "vitest";
import { codeOf } from "../../../core/errors.ts";
import { checkSides, onKernel, pull, push } from "../../../linalg/portable/session.ts";

it("push and pull bring numbers there and back", () => {
  const data = Float64Array.of(1, -2, 3.5);
  expect(onKernel("test", (session) => pull(session, push(session, data), 3))).toEqual(data);
});

it("an operation begins with empty memory", () => {
  const first = onKernel("test", (session) => session.reserve(100));
  expect(onKernel("test", (session) => session.reserve(7))).toBe(first);
});

it("the view follows growth", () => {
  onKernel("test", (session) => {
    const early = push(session, Float64Array.of(42));
    session.reserve(2 ** 21);
    expect(session.view()[early]).toBe(42);
    expect(session.view().length).toBeGreaterThan(2 ** 21);
  });
});

describe("after a fault", () => {
  it.each([2 ** 29, 2 ** 40])(
    "too much memory (%i numbers) is a typed error and the next operation runs",
    (count) => {
      let thrown: unknown;
      try {
        onKernel("svd", (session) => session.reserve(count));
      } catch (error) {
        thrown = error;
      }
      expect(codeOf(thrown)).toBe("linalg/too-large");
      expect(String(thrown)).toContain("svd: the matrix is too large");
      expect(onKernel("test", (session) => push(session, Float64Array.of(1)))).toBeGreaterThan(0);
    },
  );

  it("other errors pass through", () => {
    expect(() => onKernel("test", () => expect.unreachable("mine"))).toThrow("mine");
  });
});

it("checkSides refuses sides whose workspace the kernel could not count", () => {
  const side = (rows: number): { rows: number; cols: number; data: Float64Array } => ({
    rows,
    cols: 0,
    data: new Float64Array(0),
  });
  expect(() => checkSides("svd", side(2 ** 25))).not.toThrow();
  expect(() => checkSides("svd", side(2 ** 25 + 1))).toThrow("svd: the matrix is too large");
});

it("a kernel that grew large is let go", () => {
  onKernel("test", (session) => {
    session.reserve(2 ** 26);
  });
  const kept = onKernel("test", (session) => session.view().byteLength);
  expect(kept).toBeLessThanOrEqual(256 * 2 ** 20);
});

it("an operation inside another has a kernel of its own", () => {
  onKernel("outer", (outer) => {
    const address = push(outer, Float64Array.of(7));
    onKernel("inner", (inner) => push(inner, new Float64Array(100).fill(3)));
    expect(outer.view()[address]).toBe(7);
  });
});
