import { describe, expect, it } from "vitest";
import { fault } from "../../io/fault.ts";
import { systemError } from "../../io/system-error.ts";

const system = (code: string): Error => Object.assign(new Error(`${code}: no\nsuch`), { code });

describe("systemError", () => {
  it.each([
    ["ENOENT", "io/not-found", "a.npy: does not exist; check the path"],
    ["ENOTDIR", "io/not-found", "a.npy: does not exist: a part of its path is no folder; check the path"],
    ["EISDIR", "io/directory", "a.npy: is a folder, not a file; name a file inside it"],
    ["EACCES", "io/permission", "a.npy: may not be opened; check its permissions"],
    [
      "EMFILE",
      "io/too-many-files",
      "a.npy: cannot be opened: too many files are open; raise the limit of open files",
    ],
    [
      "EIO",
      "io/unreadable",
      "a.npy: cannot be used (got EIO: no\\x0asuch); check the medium it lies on and try again",
    ],
  ])("%s", (code, ours, message) => {
    const error = systemError(system(code), "a.npy");
    expect([error.code, error.message]).toEqual([ours, message]);
    expect(error.cause).toMatchObject({ code });
  });

  it("calls a failed allocation what it is", () => {
    for (const allocate of [
      () => new Float64Array(2 ** 53),
      () => new ArrayBuffer(2 ** 52),
      () => new Array<number>(-1),
    ]) {
      let thrown: unknown;
      try {
        allocate();
      } catch (error) {
        thrown = error;
      }
      expect(systemError(thrown, "a.npy")).toMatchObject({ code: "io/too-large" });
    }
    expect(systemError(new RangeError("out of range"), "a.npy").code).toBe("io/unreadable");
  });

  it("lets our errors pass, and takes anything that was thrown", () => {
    const ours = fault("io/rows", "a.npy", "is bad");
    expect(systemError(ours, "b.npy")).toBe(ours);
    expect(systemError("text", "a.npy")).toMatchObject({ code: "io/unreadable", got: "text" });
  });
});
