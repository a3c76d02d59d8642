import { describe, expect, it } from "vitest";
import { centered } from "../../../representation/centered.ts";
import { representation } from "../../../representation/create.ts";
import { matrix } from "../../../core/matrix.ts";
import { KEEPINGS, streamed } from "../../support/streams.ts";

/** Six columns of which the first four are constant, or off by rounding, and the others are not. */
function columns(n: number): ReturnType<typeof matrix> {
  const result = matrix(n, 6);
  for (let i = 0; i < n; i++) {
    const late = i === n - 2 ? 1 : 0;
    const row = [0, 0.1, 1e8 / 3, 0.3 * (1 + (i % 2) * Number.EPSILON), late, 1 + 1e-13 * (i % 3)];
    result.data.set(row, i * 6);
  }
  return result;
}

describe("constant columns", () => {
  it.each(KEEPINGS)(
    "are zero where they are for data in memory, however the rows are cut (%s)",
    (keeping) => {
      const x = columns(60);
      const zero = (of: ReturnType<typeof matrix>): boolean[] =>
        Array.from({ length: 6 }, (_, j) => of.data.every((value, k) => k % 6 !== j || value === 0));
      const expected = zero(centered(representation(x)));
      expect(expected).toEqual([true, true, true, true, false, false]);
      for (const ends of [[], [1], [7, 8, 30], [20, 40]]) {
        expect(zero(centered(streamed([x], ends, keeping)[0]!))).toEqual(expected);
      }
    },
  );

  it.each(KEEPINGS)(
    "are not those that are constant in every block and differ between them (%s)",
    (keeping) => {
      const x = matrix(40, 1);
      x.data.fill(5, 20);
      const [made] = streamed([x], [20], keeping);
      // 20 rows at −2.5 and 20 at 2.5.
      expect(centered(made!).data.some((value) => value !== 0)).toBe(true);
    },
  );
});
