import { chmodSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { npyBytes } from "../../io/npy-write.ts";
import { readMatrix } from "../../io/open.ts";
import { expectFault } from "./support/faults.ts";
import { testFolder } from "./support/folder.ts";
import { makeMatlab, writeHdf5 } from "./support/hdf5.ts";
import { good, WRONG_FILES } from "./support/wrong-files.ts";

const folder = testFolder();

describe("a wrong file", () => {
  const kinds = WRONG_FILES.map(([what, name, bytes, code, says, options = {}]) => ({
    what,
    name,
    bytes,
    code,
    says,
    options,
  }));
  it.each(kinds)("$what", async ({ name, bytes, code, says, options }) => {
    const [file = ""] = name.split("#");
    folder.save(file, bytes);
    await expectFault(() => readMatrix(folder.path(name), options), folder.path(file), code, says);
  });

  it("is one of at least sixty kinds", () => expect(WRONG_FILES.length).toBeGreaterThanOrEqual(60));

  it.each(["npy", "npz", "safetensors", "csv", "tsv", "h5", "mat"])(
    "a folder, a broken link or nothing as .%s",
    async (extension) => {
      const none = folder.path(`none.${extension}`);
      await expectFault(() => readMatrix(none), none, "io/not-found", "does not exist; check the path");
      const link = folder.path(`link.${extension}`);
      symlinkSync(none, link);
      await expectFault(() => readMatrix(link), link, "io/not-found", "does not exist");
      const loop = folder.path(`loop.${extension}`);
      symlinkSync(loop, loop);
      await expectFault(() => readMatrix(loop), loop, "io/not-found", "leads to itself");
      const inside = folder.save(`file.${extension}`, "x");
      await expectFault(
        () => readMatrix(`${inside}/x.${extension}`),
        `${inside}/x.${extension}`,
        "io/not-found",
        "no folder",
      );
      const directory = folder.path(`folder.${extension}`);
      symlinkSync(folder.path("."), directory);
      await expectFault(
        () => readMatrix(directory),
        directory,
        "io/directory",
        "is a folder, not a file; name a file inside it",
      );
    },
  );

  it.runIf(process.getuid?.() !== 0)("one that may not be read", async () => {
    const file = folder.save("locked.npy", good);
    chmodSync(file, 0);
    await expectFault(() => readMatrix(file), file, "io/permission", "may not be opened");
  });

  it("HDF5 with text alone, an unknown dataset, a cut end, MATLAB's text", async () => {
    const text = await writeHdf5(folder.path("text.h5"), (root) =>
      root.create_dataset({ name: "x", data: ["a"] }),
    );
    await expectFault(() => readMatrix(text), text, "io/no-array", "holds no array");
    const file = await writeHdf5(folder.path("b.h5"), (root) =>
      root.create_dataset({ name: "conv1", data: Float64Array.of(1) }),
    );
    await expectFault(() => readMatrix(`${file}#conv2`), file, "io/unknown-member", "did you mean");
    const char = await writeHdf5(folder.path("c.mat"), (root) =>
      root.create_dataset({ name: "x", data: Uint16Array.of(65) }).create_attribute("MATLAB_class", "char"),
    );
    await expectFault(() => readMatrix(makeMatlab(char)), `${char}#x`, "io/dtype", "class char");
  });

  it("does not mind NaN and infinity, which are not the file's fault", async () => {
    const data = Float64Array.of(NaN, Infinity);
    expect((await readMatrix(folder.save("nan.npy", npyBytes({ shape: [2, 1], data })))).data).toEqual(data);
    expect((await readMatrix(folder.save("nan.csv", "nan\ninf\n"))).data).toEqual(data);
  });
});
