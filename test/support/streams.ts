import fc from "fast-check";
import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import type { Keeping } from "../../representation/streamed/part.ts";
import type { MomentStream } from "../../representation/streamed/stream.ts";
import { momentStream } from "../../representation/streamed/stream.ts";

/** Rows `from` … `to − 1`. */
export const rowsOf = ({ cols, data }: Matrix, from: number, to: number): Matrix => ({
  rows: to - from,
  cols,
  data: data.slice(from * cols, to * cols),
});

/** The sketches of matrices whose rows come, twice, in blocks that end after `ends` rows and at the last. */
export function streamed(
  sides: readonly Matrix[],
  ends: readonly number[],
  keeping: Keeping,
): Representation[] {
  return streamOf(sides, ends, keeping).finish();
}

/** The stream that {@link streamed} finishes. */
export function streamOf(
  sides: readonly Matrix[],
  ends: readonly number[],
  keeping: Keeping,
  groups = 1,
): MomentStream {
  const stream = momentStream(
    sides.map(({ cols }, s) => ({ name: `side ${s}`, p: cols })),
    keeping,
    groups,
  );
  const pass = ({ add }: Pick<MomentStream, "add">): void => {
    let from = 0;
    for (const to of [...ends, sides[0]!.rows]) {
      add(sides.map((side) => rowsOf(side, from, to)));
      from = to;
    }
  };
  pass(stream);
  pass(stream.secondPass());
  return stream;
}

/** Where n rows may be cut into blocks, empty ones and single rows among them. */
export const anyEnds = (n: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: n }), { maxLength: 6 }).map((ends) => ends.sort((a, b) => a - b));

/** Both ways of keeping a stream. */
export const KEEPINGS: readonly Keeping[] = ["products", "factor"];
