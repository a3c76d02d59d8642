import { describe, expect, it } from "vitest";
import { allocate } from "../../../io/binary/allocate.ts";

describe("allocate", () => {
  it("gives zeros, or an error with the amount", () => {
    expect([...allocate(2, "x")]).toEqual([0, 0]);
    expect(() => allocate(2 ** 50, "x.npy")).toThrow(
      "x.npy: does not fit into memory (got 1125899906842624 numbers, 8589934592 MiB); use fewer rows or columns",
    );
  });
});
