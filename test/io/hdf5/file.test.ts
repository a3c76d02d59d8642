import { appendFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fault } from "../../../io/fault.ts";
import { hdf5File } from "../../../io/hdf5/file.ts";
import { loadHdf5 } from "../../../io/hdf5/library.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";
import { writeHdf5 } from "../support/hdf5.ts";

const folder = testFolder();
const written = (name: string): Promise<string> =>
  writeHdf5(folder.path(name), (root) => root.create_dataset({ name: "x", data: Float64Array.of(1) }));

describe("hdf5File", () => {
  it("opens the file for each use", async () => {
    const { use, matlab, size } = await hdf5File(await written("a.h5"), loadHdf5);
    expect([matlab, size > 0]).toEqual([false, true]);
    for (let k = 0; k < 3; k++)
      expect(await use(({ module }, id) => module.get_names(id, "/", true))).toEqual(["x"]);
  });

  it("does not load the library for a file that is none", async () => {
    const never = (): never => expect.unreachable("loaded");
    const file = folder.save("text.h5", "hello");
    await expectFault(() => hdf5File(file, never), file, "io/hdf5", "is not an HDF5 file");
    await expectFault(
      () => hdf5File(folder.path("none.h5"), never),
      folder.path("none.h5"),
      "io/not-found",
      "does not exist",
    );
  });

  it("turns the library's errors into one line, and lets ours pass", async () => {
    const file = await written("b.h5");
    const { use } = await hdf5File(file, loadHdf5);
    await expectFault(
      () => use(({ module }, id) => module.get_dataset_metadata(id, "/none")),
      file,
      "io/hdf5",
      "holds something that the HDF5 library cannot read (got ",
    );
    await expectFault(
      () =>
        use(() => {
          throw fault("io/rows", file, "mine", { remedy: "r" });
        }),
      file,
      "io/rows",
      "mine",
    );
    // The file is as usable as before.
    expect(await use(({ module }, id) => module.get_names(id, "/", true))).toEqual(["x"]);
  });

  it("says when the file is another at the second use", async () => {
    const file = await written("c.h5");
    const { use } = await hdf5File(file, loadHdf5);
    appendFileSync(file, "x");
    await expectFault(() => use(() => 1), file, "io/changed", "was changed while it was used");
  });
});
