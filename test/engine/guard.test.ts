import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { createGuard } from "../../engine/guard.ts";
import { representation } from "../../representation/create.ts";

describe("createGuard", () => {
  it("notices a change since the first look, and only in what is asked about", () => {
    const guard = createGuard();
    const [x, y] = [representation(matrix(2, 2)), representation(matrix(2, 2))];
    guard.watch([x, y]);
    expect(guard.changed([x, y, x])).toBe(false);
    y.values.data[3] = 1;
    expect(guard.changed([x])).toBe(false);
    expect(guard.changed([x, y])).toBe(true);
    guard.watch([y]);
    expect(guard.changed([y])).toBe(true);
    y.values.data[3] = 0;
    expect(guard.changed([y])).toBe(false);
  });
});
