import { describe, expect, it } from "vitest";
import { hdf5File } from "../../../io/hdf5/file.ts";
import { loadHdf5 } from "../../../io/hdf5/library.ts";
import { contents } from "../../../io/hdf5/members.ts";
import { testFolder } from "../support/folder.ts";
import { writeHdf5 } from "../support/hdf5.ts";

const folder = testFolder();

describe("contents", () => {
  it("lists arrays in natural order, and knows text and sparse matrices apart", async () => {
    const one = { data: Float64Array.of(1), shape: [1] };
    const file = await writeHdf5(folder.path("a.h5"), (root) => {
      for (const k of [10, 9, 1]) root.create_dataset({ name: `layer${k}`, ...one });
      root.create_dataset({ name: "labels", data: ["cat", "dog"] });
      const group = root.create_group("deep");
      group.create_dataset({ name: "layer1", ...one });
      const sparse = root.create_group("S");
      sparse.create_attribute("MATLAB_sparse", 5);
      for (const name of ["data", "ir", "jc"]) sparse.create_dataset({ name, ...one });
      const ordinary = root.create_group("T");
      for (const name of ["data", "ir", "jc"]) ordinary.create_dataset({ name, ...one });
      root.create_group("#refs#").create_dataset({ name: "a", ...one });
      root.create_soft_link("/nowhere", "broken");
      root.create_soft_link("/", "loop");
      root.create_soft_link("/layer1", "alias");
      root.create_external_link("other.h5", "/x", "elsewhere");
    });
    const { use } = await hdf5File(file, loadHdf5);
    expect(await use(contents)).toEqual({
      arrays: ["T/data", "T/ir", "T/jc", "alias", "deep/layer1", "layer1", "layer9", "layer10"],
      others: new Set(["labels"]),
      sparse: new Set(["S"]),
    });
  });
});
