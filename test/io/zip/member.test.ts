import { Readable } from "node:stream";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type yauzl from "yauzl";
import { readNpyHeader, type NpyHeader } from "../../../io/npy-header.ts";
import { listEntries, withZip } from "../../../io/zip/entries.ts";
import { memberData, memberHeader } from "../../../io/zip/member.ts";
import { npyBytes, npyFile } from "../../support/npy.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";
import { zipBytes, type TestMember } from "../support/zip.ts";

const folder = testFolder();
const array = npyFile("<f4", [2, 2], false, npyBytes("<f4", [1, 2, 3, 4]));

function read(member: Omit<TestMember, "name">): Promise<{ header: NpyHeader; data: Float64Array }> {
  const file = folder.save("a.npz", zipBytes([{ ...member, name: "x.npy" }]));
  return withZip(file, async (zip) => {
    const entry = (await listEntries(zip, file)).get("x")!;
    const header = await memberHeader(zip, entry, "a.npz#x");
    return { header, data: await memberData(zip, entry, header, "a.npz#x") };
  });
}

describe("memberHeader and memberData", () => {
  it.each([0, 8])("read a member packed by method %i", async (method) => {
    const { header, data } = await read({ data: array, method });
    expect(header).toMatchObject({ shape: [2, 2], count: 4, fortranOrder: false });
    expect([...data]).toEqual([1, 2, 3, 4]);
  });

  it.each<[string, Omit<TestMember, "name">, string, RegExp]>([
    [
      "a wrong checksum",
      { data: array, crc: 1 },
      "io/checksum",
      /is damaged: its checksum is wrong \(got [0-9a-f]{8}\); copy/,
    ],
    ["a damaged stored member", { data: array.with(140, 9), method: 0, crc: 5 }, "io/checksum", /checksum/],
    [
      "bytes that are no deflate",
      { data: array, packed: Buffer.from("\xff\xff\xff nonsense", "latin1") },
      "io/npz",
      /not a readable/,
    ],
    [
      "packed data that end early",
      { data: array, packed: deflateRawSync(array).subarray(0, 40) },
      "io/npz",
      /not a readable/,
    ],
    [
      "more than it declares",
      { data: array, packed: deflateRawSync(Buffer.concat([array, array])) },
      "io/npz",
      /too many bytes/,
    ],
    [
      "less than it declares",
      { data: array, packed: deflateRawSync(array.subarray(0, -4)) },
      "io/npz",
      /not enough bytes/,
    ],
    [
      "a size that is not the header's",
      { data: array.subarray(0, -4) },
      "io/npy-size",
      /ends before its data do/,
    ],
    ["no array", { data: Buffer.from("hello, I am no array") }, "io/npy-header", /is not a .npy file/],
    ["nothing", { data: Buffer.alloc(0) }, "io/npy-header", /is empty/],
    [
      "a bomb behind a small declared size",
      { data: array, packed: deflateRawSync(Buffer.alloc(30_000_000)), size: 144 },
      "io/npz",
      /too many bytes/,
    ],
    [
      "a bomb behind a good header",
      { data: array, packed: deflateRawSync(Buffer.concat([array, Buffer.alloc(30_000_000)])) },
      "io/npz",
      /too many bytes/,
    ],
  ])("refuse %s", async (_what, member, code, message) => {
    await expectFault(() => read(member), "a.npz#x: ", code, message);
  });

  it("unpack only the header of a large member", async () => {
    const large = npyFile("|u1", [50_000_000], false, new Uint8Array(50_000_000));
    // The numbers are cut off: unpacking them would fail.
    const packed = deflateRawSync(large);
    const file = folder.save(
      "b.npz",
      zipBytes([{ name: "x.npy", data: large, crc: 0, packed: packed.subarray(0, 30_000) }]),
    );
    const header = await withZip(file, async (zip) =>
      memberHeader(zip, (await listEntries(zip, file)).get("x")!, "x"),
    );
    expect(header.shape).toEqual([50_000_000]);
  });

  it("stop at the first byte too many, whatever the unpacker lets through", async () => {
    const header = readNpyHeader(array, "x");
    let pieces = 0;
    function* endless(): Generator<Buffer> {
      for (yield array; pieces < 1000; pieces++) yield Buffer.alloc(100);
    }
    const zip = {
      openReadStreamPromise: () => Promise.resolve(Readable.from(endless(), { highWaterMark: 1 })),
    };
    const read = (): Promise<Float64Array> =>
      memberData(zip as unknown as yauzl.ZipFile, { crc32: 0 } as unknown as yauzl.Entry, header, "a.npz#x");
    await expectFault(read, "a.npz#x: ", "io/npy-size", "has bytes after its data");
    expect(pieces).toBeLessThan(10);
  });
});
