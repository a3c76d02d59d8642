import { describe, expect, it } from "vitest";
import { passOver } from "../../../../cli/score/large/pass.ts";
import { matrix } from "../../../../core/matrix.ts";

describe("a pass", () => {
  it("asks each file for every row once, in order, and never for more than a block", async () => {
    const asked: [side: number, start: number, count: number][] = [];
    const sources = [3, 1].map((cols, side) => ({
      rows: 100,
      readRows: (start: number, count: number) => {
        asked.push([side, start, count]);
        return Promise.resolve({ values: matrix(count, cols) });
      },
    }));
    const [blocks, done]: [string[], number[]] = [[], []];
    const take = (sides: readonly { rows: number; cols: number }[], from: number): void =>
      void blocks.push(`${from}: ${sides.map(({ rows, cols }) => `${rows}×${cols}`).join(" ")}`);
    await passOver(sources, 40, take, (rows) => done.push(rows));
    expect(blocks).toEqual(["0: 40×3 40×1", "40: 40×3 40×1", "80: 20×3 20×1"]);
    expect(done).toEqual([40, 80, 100]);
    expect(asked).toEqual(
      [0, 40, 80].flatMap((from) => [0, 1].map((side) => [side, from, from === 80 ? 20 : 40])),
    );
  });
});
