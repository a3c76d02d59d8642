import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { describeDiscovery } from "../../../linalg/index.ts";

const { backend } = describeDiscovery();

// The numbers are held by test/linalg/backend.test.ts; here is what only the native backend can get wrong.
describe.skipIf(!backend)("native", () => {
  it("describes its library, integers and threads", () => {
    expect(backend!.name).toBe("native");
    expect(backend!.description).toMatch(/(32|64)-bit integers, 1 thread$/);
  });

  it("keeps row-major and column-major apart in every operand", () => {
    const a = fromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const b = fromRows([[1], [10], [100]]);
    expect([...backend!.multiply(a, b).data]).toEqual([321, 654]);
    expect([...backend!.gram(a, false).data]).toEqual([14, 32, 32, 77]);
  });
});
