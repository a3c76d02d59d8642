import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openLarge } from "../../../../cli/score/large/open.ts";
import { npyBytes } from "../../../../io/npy-write.ts";
import { temporaryFolders } from "../../../engine/support/folder.ts";

const newFolder = temporaryFolders();
const folder = newFolder();

function file(rows: number, cols: number, name = `${rows}x${cols}.npy`): string {
  const written = path.join(folder, name);
  writeFileSync(written, npyBytes({ shape: [rows, cols], data: new Float64Array(rows * cols).fill(0.5) }));
  return written;
}

const GIB = 2 ** 30;

describe("files", () => {
  const [x, y] = [file(5000, 4), file(5000, 3)];
  const table = path.join(folder, "table.csv");
  writeFileSync(table, "1,2\n3,4\n");

  it("are read as a whole where that fits, without being looked at", async () => {
    expect(await openLarge([x, y], {}, {})).toBeUndefined();
    expect(await openLarge([x, y], {}, { memory: 1 })).toBeUndefined();
    expect(await openLarge(["nowhere.npy"], {}, {})).toBeUndefined();
  });

  it("are streamed where it does not, and where that is wanted", async () => {
    const large = await openLarge([x, y], {}, { memory: 0.15 });
    expect(large).toMatchObject({ n: 5000, budget: 0.15 * GIB });
    expect(large!.reason).toMatch(/0\.16 GiB of 0\.15 GiB/);
    expect((await openLarge([x, y], {}, { stream: true }))!.reason).toBe("as --stream asks");
  });

  it("that cannot be streamed are refused with the reason", async () => {
    const refused = (files: string[]): Promise<unknown> => openLarge(files, {}, { stream: true });
    await expect(refused([x, table])).rejects.toThrow(/table\.csv.*one after another/);
    await expect(refused([x, file(4000, 3)])).rejects.toThrow(/5000 rows in .* and 4000/);
    await expect(refused([file(20, 30), file(20, 31)])).rejects.toThrow(/20 stimuli of 61 units/);
    await expect(openLarge([table, table], {}, { memory: 0.00001 })).rejects.toThrow(/GiB needed of/);
  });
});
