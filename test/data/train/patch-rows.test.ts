import { expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { patchRows } from "../../../data/train/patch-rows.ts";
import { ATTENTION } from "../../../generators/networks/attention-architecture.ts";
import { patchRows as libraryRows } from "../../../generators/networks/forward-attention.ts";

it("takes patches in reading order, their pixels row by row", () => {
  const architecture = {
    ...ATTENTION,
    input: { height: 2, width: 4, channels: 1 },
    patch: { height: 2, width: 2 },
  };
  const pixels = matrix(
    16,
    1,
    Float64Array.from({ length: 16 }, (_, i) => i),
  );
  const rows = patchRows(pixels, architecture);
  expect([rows.rows, rows.cols]).toEqual([4, 4]);
  expect(Array.from(rows.data)).toEqual([0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]);
  expect(libraryRows(pixels, architecture)).toEqual(rows);
});
