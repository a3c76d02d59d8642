import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { openCsv } from "../../../io/csv/open.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";

const folder = testFolder();

describe("openCsv", () => {
  it("reads a table with names, by rows and as a whole", async () => {
    const file = folder.save("a.csv", 'id,"unit 1",unit 2\nä,1,2\nb,3,4\nc,5,6\n');
    const source = await openCsv(file, ",");
    expect(source).toMatchObject({
      name: file,
      shape: [3, 2],
      dtype: "text",
      ids: ["ä", "b", "c"],
      seekable: false,
    });
    expect([...(await source.readAll())]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...(await source.readRows(1, 1))]).toEqual([3, 4]);
  });

  it("reads tabs, a byte order mark, and CR LF", async () => {
    const source = await openCsv(folder.save("a.tsv", "\ufeff1\t2\r\n3\t4\r\n"), "\t");
    expect([source.shape, source.ids, [...(await source.readAll())]]).toEqual([
      [2, 2],
      undefined,
      [1, 2, 3, 4],
    ]);
  });

  it("reads a file of many chunks, cut within characters", async () => {
    const rows = Array.from({ length: 150_000 }, (_, k) => `äöü€🙂 ${k},${k},${k}.5`);
    const source = await openCsv(folder.save("large.csv", rows.join("\n")), ",");
    const data = await source.readAll();
    expect(source.shape).toEqual([150_000, 2]);
    expect(source.ids?.findIndex((id, k) => id !== `äöü€🙂 ${k}`)).toBe(-1);
    expect(data.findIndex((value, k) => value !== k / 2)).toBe(-1);
  });

  it.each([
    ["nothing", "", "io/csv-empty", "is empty"],
    ["only a line end", "\n", "io/csv-empty", "holds no row of numbers"],
    [
      "bytes that are no UTF-8",
      Buffer.from("a,b\n1,\xff", "latin1"),
      "io/csv-encoding",
      "no UTF-8 text; save it as text in UTF-8",
    ],
    ["a character that is cut off", Buffer.from("1,2\n€").subarray(0, 6), "io/csv-encoding", "no UTF-8"],
    ["UTF-16", Buffer.from("\ufeff1,2", "utf16le"), "io/csv-encoding", "is text in UTF-16"],
    ["an archive", Buffer.from("PK\x03\x04\x00\x00"), "io/csv-empty", "holds no row"],
  ])("refuses %s", async (_what, bytes, code, message) => {
    const file = folder.save("wrong.csv", bytes);
    await expectFault(() => openCsv(file, ","), file, code, message);
  });

  it("gives a table or a typed error for 500 mutated files, never anything else", async () => {
    const good = 'id,a,"b ""c"""\r\nx,1,2\r\n"y,z",3,4e5\r\n';
    const piece = fc.constantFrom(
      '"',
      ",",
      "\n",
      "\r",
      "a",
      "0",
      "-",
      "e",
      ".",
      "#",
      " ",
      "\0",
      "\ud800",
      "",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: good.length }), piece, fc.nat({ max: 3 })), { maxLength: 4 }),
        async (edits) => {
          let text = good;
          for (const [at, inserted, dropped] of edits)
            text = text.slice(0, at) + inserted + text.slice(at + dropped);
          const file = folder.save("mutated.csv", text);
          try {
            const source = await openCsv(file, ",");
            expect(await source.readAll()).toHaveLength(source.shape[0]! * source.shape[1]!);
          } catch (error) {
            expect(error).toBeInstanceOf(EtalonError);
            expect((error as EtalonError).message).not.toMatch(/\p{Cc}/u);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
