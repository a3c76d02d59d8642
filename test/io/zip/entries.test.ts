import { describe, expect, it } from "vitest";
import { listEntries, withZip } from "../../../io/zip/entries.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";
import { zipBytes, type TestMember } from "../support/zip.ts";

const folder = testFolder();
const data = Buffer.from("data");

const list = (file: string): Promise<string[]> =>
  withZip(file, async (zip) => [...(await listEntries(zip, file)).keys()]);

const saved = (...members: TestMember[]): string => folder.save("a.npz", zipBytes(members));
const named = (...names: string[]): string => saved(...names.map((name) => ({ name, data })));

describe("listEntries", () => {
  it("lists what is called .npy, in the archive's order, and not what macOS adds", async () => {
    const file = named("b.npy", "a.npy", "deep/c.npy", "deep/", "notes.txt", "__MACOSX/._a.npy", "schön.npy");
    expect(await list(file)).toEqual(["b", "a", "deep/c", "schön"]);
  });

  it.each(["/a.npy", "../a.npy", "x/../a.npy", "..", "C:/a.npy", "a\\b.npy", "a\0.npy", "a\n.npy", ""])(
    "refuses the name %j",
    async (name) => {
      await expectFault(
        () => list(named("ok.npy", name)),
        folder.path("a.npz"),
        "io/npz-unsafe",
        "has an unsafe name; write it again",
      );
    },
  );

  it("takes names that only look unsafe", async () => {
    expect(await list(named("a..b.npy", "...npy", "x/...y.npy"))).toEqual(["a..b", "..", "x/...y"]);
  });

  it.each<[string, TestMember[], string, string | RegExp]>([
    [
      "a member that is there twice",
      [
        { name: "x.npy", data },
        { name: "x.npy", data },
      ],
      "io/npz-unsafe",
      'member "x.npy" is there twice',
    ],
    ["an encrypted one", [{ name: "x.npy", data, flags: 1 }], "io/npz-unsafe", 'member "x.npy" is encrypted'],
    ["strong encryption", [{ name: "x.npy", data, flags: 0x41 }], "io/npz", "strong encryption"],
    [
      "another packing",
      [{ name: "x.npy", data, method: 14 }],
      "io/npz-unsafe",
      "is packed in a way that numpy does not use (got method 14)",
    ],
    ["a stored one with two sizes", [{ name: "x.npy", data, method: 0, size: 5 }], "io/npz", "size mismatch"],
    [
      "members that share their bytes",
      Array.from({ length: 40 }, (_, k) => ({
        name: `x${k}.npy`,
        data: Buffer.alloc(0),
        packedSize: 100,
        offset: 0,
      })),
      "io/npz-unsafe",
      "shares its bytes with another",
    ],
  ])("refuses %s", async (_what, members, code, message) => {
    await expectFault(() => list(saved(...members)), folder.path("a.npz"), code, message);
  });

  it.each([
    ["text", Buffer.from("hello, I am no archive, and long enough")],
    ["nothing", Buffer.alloc(0)],
    ["half an archive", zipBytes([{ name: "x.npy", data }]).subarray(0, 60)],
    ["an archive without its beginning", zipBytes([{ name: "x.npy", data }]).subarray(20)],
  ])("refuses %s", async (_what, bytes) => {
    const file = folder.save("b.npz", bytes);
    await expectFault(() => list(file), file, "io/npz", "is not a readable .npz archive");
  });
});
