import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { loadHdf5 } from "../../../io/hdf5/library.ts";
import { openHdf5 } from "../../../io/hdf5/open.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";
import { makeMatlab, writeHdf5 } from "../support/hdf5.ts";

const folder = testFolder();
const two = { data: Float64Array.of(1, 2), shape: [2, 1] };

describe("openHdf5", () => {
  it("lists arrays and opens them by their paths", async () => {
    const file = await writeHdf5(folder.path("a.h5"), (root) => {
      root.create_group("net").create_dataset({ name: "fc", ...two });
      root.create_dataset({ name: "conv1", ...two });
      root.create_dataset({ name: "labels", data: ["a", "b"] });
    });
    const { members, open } = await openHdf5(file);
    expect(members).toEqual(["conv1", "net/fc"]);
    for (const name of ["net/fc", "/net/fc"]) {
      const source = await open(name);
      expect([source.name, [...(await source.readAll())]]).toEqual([`${file}#net/fc`, [1, 2]]);
    }
    await expectFault(
      () => open("conv2"),
      file,
      "io/unknown-member",
      `(got conv2); did you mean ${file}#conv1?`,
    );
    await expectFault(() => open("labels"), `${file}#labels: `, "io/dtype", "holds text");
  });

  it("reads a MATLAB file, but not its sparse matrices", async () => {
    const file = await writeHdf5(folder.path("m.mat"), (root) => {
      root.create_dataset({ name: "X", data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] });
      const sparse = root.create_group("S");
      sparse.create_attribute("MATLAB_sparse", 2);
      for (const name of ["data", "ir", "jc"]) sparse.create_dataset({ name, ...two });
    });
    const { members, open } = await openHdf5(makeMatlab(file));
    expect(members).toEqual(["X"]);
    const source = await open("X");
    expect([source.shape, [...(await source.readAll())]]).toEqual([
      [2, 3],
      [1, 3, 5, 2, 4, 6],
    ]);
    await expectFault(
      () => open("S"),
      `${file}#S: `,
      "io/dtype",
      "is a sparse matrix; save full(X) in MATLAB",
    );
  });

  it("says what is missing where the library is", async () => {
    const file = await writeHdf5(folder.path("b.h5"), (root) => root.create_dataset({ name: "x", ...two }));
    const absent = (named: string) => loadHdf5(named, "no-such-package-as-this");
    await expectFault(() => openHdf5(file, absent), file, "io/hdf5-missing", "npm install h5wasm");
  });

  it("refuses a file that is cut off", async () => {
    const file = await writeHdf5(folder.path("c.h5"), (root) => root.create_dataset({ name: "x", ...two }));
    const cut = folder.save("cut.h5", readFileSync(file).subarray(0, 1500));
    await expectFault(() => openHdf5(cut), cut, "io/hdf5", /cannot read \(got truncated file: eof = 1500/);
  });

  it("gives arrays or a typed error for 100 mutated files, never anything else", async () => {
    const good = readFileSync(
      await writeHdf5(folder.path("d.h5"), (root) => {
        root.create_dataset({ name: "x", ...two });
        root.create_dataset({
          name: "y",
          data: new Float32Array(40),
          shape: [10, 4],
          chunks: [5, 4],
          compression: "gzip",
        });
      }),
    );
    const used = [...good.keys()].filter((at) => good[at] !== 0);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...used), fc.nat({ max: 255 })), { minLength: 1, maxLength: 3 }),
        async (edits) => {
          const bytes = Buffer.from(good);
          for (const [at, byte] of edits) bytes[at] = byte;
          const file = folder.save("mutated.h5", bytes);
          try {
            const { members, open } = await openHdf5(file);
            for (const name of members) await (await open(name)).readAll();
          } catch (error) {
            expect(error).toBeInstanceOf(EtalonError);
            expect((error as EtalonError).message).not.toMatch(/\p{Cc}/u);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
