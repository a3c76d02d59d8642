import { allocate } from "../binary/allocate.ts";
import type { ElementType } from "../binary/elements.ts";
import { scatter } from "../binary/fortran.ts";
import { requirePlausible } from "../binary/limits.ts";
import { elementCount, product } from "../binary/shape.ts";
import { fault } from "../fault.ts";
import { requireRows, type ArraySource } from "../source.ts";
import { readBox, type Box } from "./box.ts";
import type { Hdf5File } from "./file.ts";
import type { Hdf5 } from "./library.ts";
import { hdf5Type } from "./types.ts";

/** Packings that every HDF5 library undoes: deflate, shuffle, checksum, n-bit and scale-offset. */
const FILTERS: ReadonlySet<number> = new Set([1, 2, 3, 5, 6]);

/** What MATLAB calls the classes of its arrays that hold numbers. */
const MATLAB_NUMBERS = /^(double|single|logical|u?int(8|16|32|64))$/;

/** @throws EtalonError `io/dtype` for MATLAB's text, cells and the like, `io/not-a-matrix` for its empty arrays. */
function requireMatlabNumbers({ module, attribute }: Hdf5, id: bigint, path: string, name: string): void {
  const attributes = module.get_attribute_names(id, path);
  const kind = attributes.includes("MATLAB_class") ? String(attribute(id, path, "MATLAB_class")) : "double";
  if (!MATLAB_NUMBERS.test(kind)) {
    throw fault("io/dtype", name, "holds no real numbers", {
      got: `class ${kind}`,
      remedy: "save it as double",
    });
  }
  if (attributes.includes("MATLAB_empty")) {
    throw fault("io/not-a-matrix", name, "is an empty array", {
      remedy: "save the activations of at least one stimulus",
    });
  }
}

interface Described {
  readonly type: ElementType;
  /** The sides as HDF5 sees them. */
  readonly sides: readonly number[];
}

function describe(
  { file, size, matlab }: Hdf5File,
  library: Hdf5,
  id: bigint,
  path: string,
  name: string,
): Described {
  const { module } = library;
  const metadata = module.get_dataset_metadata(id, path);
  if (matlab) requireMatlabNumbers(library, id, path, name);
  const type = hdf5Type(metadata, name);
  if (metadata.shape === null)
    throw fault("io/not-a-matrix", name, "has no shape", { remedy: "save an array" });
  if (metadata.virtual_sources !== undefined) {
    throw fault("io/hdf5", name, "lies in other files (a virtual dataset)", {
      remedy: "copy it into one file",
    });
  }
  const filter = module.get_dataset_filters(id, path).find((one) => !FILTERS.has(one.id));
  if (filter !== undefined) {
    const got = filter.name === "" ? `filter ${filter.id}` : filter.name;
    throw fault("io/hdf5-filter", name, "is packed in a way that only a plug-in undoes", {
      got,
      remedy: "save it with gzip",
    });
  }
  const bytes = elementCount(metadata.shape, type.size, file, "io/hdf5") * type.size;
  // Data that were never written take no place, and read as zeros.
  requirePlausible(size, bytes, name, "io/hdf5");
  return { type, sides: metadata.shape };
}

/**
 * One dataset of an HDF5 file. Its rows can be read on their own; how much of the file that takes depends on its chunks.
 * MATLAB's arrays have their sides in MATLAB's order.
 *
 * @throws EtalonError `io/dtype`, `io/not-a-matrix`, `io/hdf5`, `io/hdf5-filter`.
 */
export async function openDataset(hdf5: Hdf5File, path: string, name: string): Promise<ArraySource> {
  const { type, sides } = await hdf5.use((library, id) => describe(hdf5, library, id, path, name));
  const ordered = (all: readonly number[]): readonly number[] => (hdf5.matlab ? all.toReversed() : all);
  const shape = ordered(sides);

  const read = (box: Box): Promise<Float64Array> =>
    hdf5.use(({ module }, id) => {
      const into = allocate(product(box.count), name);
      readBox(module, id, path, type, box, name, (part, at) => {
        if (hdf5.matlab && box.count.length > 1) scatter(ordered(box.count), at, part, into);
        else into.set(part, at);
      });
      return into;
    });

  return {
    name,
    shape,
    dtype: type.name,
    seekable: true,
    readAll: () => read({ offset: sides.map(() => 0), count: sides }),
    readRows: (start, count) =>
      Promise.resolve().then(() => {
        requireRows(name, shape[0] ?? 1, start, count);
        const along = (all: readonly number[], value: number): readonly number[] =>
          ordered(ordered(all).map((side, axis) => (axis === 0 ? value : side)));
        return read({
          offset: along(
            sides.map(() => 0),
            start,
          ),
          count: along(sides, count),
        });
      }),
  };
}
