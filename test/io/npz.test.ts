import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { EtalonError } from "../../core/errors.ts";
import { npzMembers, openNpz, readNpzMember } from "../../io/npz.ts";
import { npyBytes, npyFile } from "../support/npy.ts";
import { expectFault, thrownBy } from "./support/faults.ts";
import { testFolder } from "./support/folder.ts";
import { zipBytes } from "./support/zip.ts";

const folder = testFolder();

const column = (...values: number[]): Buffer =>
  npyFile("<f8", [values.length, 1], false, npyBytes("<f8", values));

/** An archive as another program writes it. */
async function archive(name: string, members: Record<string, Buffer>, compress = true): Promise<string> {
  const file = folder.path(name);
  const zip = new ZipFile();
  for (const [member, bytes] of Object.entries(members)) zip.addBuffer(bytes, member, { compress });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

describe("openNpz", () => {
  it.each([true, false])("lists and reads members, packed: %s", async (compress) => {
    const members = {
      "layer2.npy": npyFile(">f4", [2, 3], false, npyBytes(">f4", [1, 2, 3, 4, 5, 6])),
      "deep/layer1.npy": npyFile("<i2", [3, 2], true, npyBytes("<i2", [1, 2, 3, 4, 5, 6])),
    };
    const file = await archive("good.npz", members, compress);
    expect(await npzMembers(file)).toEqual(["layer2", "deep/layer1"]);
    expect(await readNpzMember(file, "layer2")).toEqual({
      name: `${file}#layer2`,
      shape: [2, 3],
      dtype: ">f4",
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    });
    const source = await (await openNpz(file)).open("deep/layer1.npy");
    expect(source).toMatchObject({ name: `${file}#deep/layer1`, shape: [3, 2], seekable: !compress });
    expect([...(await source.readAll())]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...(await source.readRows(1, 2))]).toEqual([2, 5, 3, 6]);
    await expect(source.readRows(2, 2)).rejects.toMatchObject({ code: "io/rows" });
  });

  it("names the nearest array", async () => {
    const file = await archive("named.npz", { "conv1.npy": column(1), "fc.npy": column(2) });
    await expectFault(
      () => readNpzMember(file, "conv2"),
      file,
      "io/unknown-member",
      `(got conv2); did you mean ${file}#conv1?`,
    );
    await expectFault(() => readNpzMember(file, "embedding"), file, "io/unknown-member", "it has conv1, fc");
  });

  it("refuses a bomb by its declared sizes, before it unpacks anything", async () => {
    const limits = { ratio: 20, floor: 1000, most: 100_000 };
    const open = async (zeros: number) => {
      const data = npyFile("|u1", [zeros], false, new Uint8Array(zeros));
      const file = folder.save("bomb.npz", zipBytes([{ name: "x.npy", data }]));
      return (await openNpz(file, limits)).open("x");
    };
    expect((await open(800)).shape).toEqual([800]);
    const bomb = folder.path("bomb.npz#x");
    await expectFault(
      () => open(20_000),
      bomb,
      "io/npz-unsafe",
      /would unpack to an impossible size \(got \d+ bytes to 20128 bytes\)/,
    );
    await expectFault(() => open(200_000), bomb, "io/npz-unsafe", "impossible size");
  });

  it("refuses folders and files that are not there", async () => {
    await expectFault(() => npzMembers(folder.path(".")), folder.path("."), "io/directory", "is a folder");
    await expectFault(
      () => npzMembers(folder.path("none.npz")),
      folder.path("none.npz"),
      "io/not-found",
      "does not exist",
    );
  });

  it("keeps no file open, also where reading fails", async () => {
    const file = folder.save("damaged.npz", zipBytes([{ name: "x.npy", data: column(1, 2, 3), crc: 1 }]));
    const before = readdirSync("/dev/fd").length;
    for (let k = 0; k < 40; k++) await thrownBy(() => readNpzMember(file, "x"));
    expect(readdirSync("/dev/fd").length).toBeLessThan(before + 40);
  });

  it("gives an array or a typed error for 300 mutated archives, never anything else", async () => {
    const good = readFileSync(await archive("fuzz.npz", { "a.npy": column(1, 2, 3), "b.npy": column(4) }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { maxLength: 4 }),
        fc.option(fc.nat({ max: good.length })),
        async (edits, cut) => {
          const bytes = Buffer.from(good.subarray(0, cut ?? good.length));
          for (const [at, byte] of edits) if (at < bytes.length) bytes[at] = byte;
          const file = folder.save("mutated.npz", bytes);
          for (const member of ["a", "b"]) {
            const answer = await readNpzMember(file, member).catch((thrown: unknown) => thrown);
            if (answer instanceof Error) {
              expect(answer).toBeInstanceOf(EtalonError);
              expect(answer.message).toMatch(/^[^\n]+mutated\.npz[^\n]+$/);
            } else expect(answer).toHaveProperty("data");
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
