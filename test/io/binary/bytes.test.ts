import { execFileSync } from "node:child_process";
import { appendFileSync, readdirSync, truncateSync, utimesSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fileBytes, memoryBytes, partOf } from "../../../io/binary/bytes.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";

const folder = testFolder();

const textOf = async (
  bytes: ReturnType<typeof memoryBytes>,
  position: number,
  length: number,
): Promise<string> => {
  const into = Buffer.alloc(length);
  await bytes.read(position, into);
  return into.toString();
};

describe("fileBytes", () => {
  it("reads from any place, as often as one likes", async () => {
    const open = fileBytes(folder.save("a.txt", "0123456789"));
    expect(await open(async (bytes) => [bytes.size, await textOf(bytes, 3, 4)])).toEqual([10, "3456"]);
    expect(await open((bytes) => textOf(bytes, 9, 1))).toBe("9");
  });

  it("says when a file became shorter while it was read", async () => {
    const file = folder.save("b.txt", "0123456789");
    const read = (): Promise<string> =>
      fileBytes(file)((bytes) => {
        truncateSync(file, 4);
        return textOf(bytes, 0, 10);
      });
    await expectFault(read, file, "io/changed", "became shorter while it was read (got 4 bytes)");
  });

  it("says when another file is there at the second use", async () => {
    const file = folder.save("c.txt", "01234");
    const open = fileBytes(file);
    await open((bytes) => textOf(bytes, 0, 1));
    appendFileSync(file, "5");
    await expectFault(
      () => open((bytes) => textOf(bytes, 0, 1)),
      file,
      "io/changed",
      "was changed while it was used",
    );
  });

  it.each([
    ["of the same length at another time", "98765", 2000],
    ["of another length at the same time", "987654", 1000],
  ])("tells a file %s from the first", async (_what, text, time) => {
    const file = folder.save("e.txt", "01234");
    utimesSync(file, 1000, 1000);
    const open = fileBytes(file);
    await open((bytes) => textOf(bytes, 0, 1));
    folder.save("e.txt", text);
    utimesSync(file, time, time);
    await expectFault(
      () => open((bytes) => textOf(bytes, 0, 1)),
      file,
      "io/changed",
      "was changed while it was used",
    );
  });

  it("refuses folders, pipes and what is not there, and does not wait for a pipe", async () => {
    const use = (file: string) => () => fileBytes(file)((bytes) => textOf(bytes, 0, 1));
    await expectFault(use(folder.path(".")), folder.path("."), "io/directory", "is a folder");
    await expectFault(use(folder.path("none")), folder.path("none"), "io/not-found", "does not exist");
    await expectFault(use("a\0b"), "a\\x00b", "io/not-found", "has a name that no file can have");
    const pipe = folder.path("pipe");
    execFileSync("mkfifo", [pipe]);
    await expectFault(use(pipe), pipe, "io/not-a-file", "is a pipe or a device");
  });

  it("closes the file when its use fails", async () => {
    const file = folder.save("d.txt", "0");
    const failing = (): Promise<never> => fileBytes(file)(() => Promise.reject(new Error("mine")));
    const before = readdirSync("/dev/fd").length;
    for (let k = 0; k < 20; k++)
      await expect(failing()).rejects.toMatchObject({ code: "io/unreadable", got: "mine" });
    expect(readdirSync("/dev/fd").length).toBeLessThan(before + 20);
  });
});

describe("memoryBytes and partOf", () => {
  it("read the same as a file would", async () => {
    const bytes = memoryBytes(Buffer.from("0123456789"), "memory");
    expect(await textOf(bytes, 2, 3)).toBe("234");
    const part = partOf(bytes, 4, 5, "memory#part");
    expect([part.size, part.name, await textOf(part, 1, 3)]).toEqual([5, "memory#part", "567"]);
  });
});
