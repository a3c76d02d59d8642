import { memberPath, unknownMember, type Container } from "../container.ts";
import { fault } from "../fault.ts";
import { openDataset } from "./dataset.ts";
import { hdf5File } from "./file.ts";
import { loadHdf5, type Hdf5 } from "./library.ts";
import { contents } from "./members.ts";

/**
 * Opens an HDF5 file or a MATLAB 7.3 file, with the library inside the optional package `h5wasm`. Its list of datasets
 * is read, their numbers are not. A name may begin with `/`.
 *
 * @param load loads the library. @defaultValue that of `h5wasm`
 * @throws EtalonError `io/hdf5`, `io/hdf5-missing`, `io/mat-version`, `io/not-found`, …; from `open`,
 * `io/unknown-member`, `io/dtype`, `io/hdf5-filter`, …
 */
export async function openHdf5(
  file: string,
  load: (file: string) => Promise<Hdf5> = (named) => loadHdf5(named),
): Promise<Container> {
  const hdf5 = await hdf5File(file, load);
  const { arrays, others, sparse } = await hdf5.use(contents);
  const known = new Set([...arrays, ...others]);
  return {
    file,
    members: arrays,
    open: async (member) => {
      const wanted = member.replace(/^\/+/, "");
      const name = memberPath(file, wanted);
      if (sparse.has(wanted)) {
        throw fault("io/dtype", name, "is a sparse matrix", { remedy: "save full(X) in MATLAB" });
      }
      if (!known.has(wanted)) throw unknownMember(file, member, arrays);
      return openDataset(hdf5, `/${wanted}`, name);
    },
  };
}
