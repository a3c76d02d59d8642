import { naturalOrder } from "../container.ts";
import type { Hdf5 } from "./library.ts";
import { isNumeric } from "./types.ts";

/** What an HDF5 file holds. */
export interface Contents {
  /** Datasets of numbers, in natural order. */
  readonly arrays: readonly string[];
  /** All other datasets, which are named in errors only. */
  readonly others: ReadonlySet<string>;
  /** MATLAB's sparse matrices, which are groups of three datasets each. */
  readonly sparse: ReadonlySet<string>;
}

/** MATLAB keeps the insides of cells and objects in groups with such names. */
const isInternal = (name: string): boolean => /^#(refs|subsystem)#/.test(name);

/** Lists the datasets of a file by their paths: `group/layer1`. Links to other files are not followed. */
export function contents({ module }: Hdf5, file: bigint): Contents {
  const names = module.get_names(file, "/", true).filter((name) => !isInternal(name));
  const [arrays, others, groups]: [string[], string[], string[]] = [[], [], []];
  for (const name of names) {
    if (module.get_type(file, `/${name}`) !== module.H5G_DATASET) groups.push(name);
    else if (isNumeric(module.get_dataset_metadata(file, `/${name}`))) arrays.push(name);
    else others.push(name);
  }
  const isSparse = (name: string): boolean =>
    arrays.includes(`${name}/ir`) && module.get_attribute_names(file, `/${name}`).includes("MATLAB_sparse");
  const sparse = new Set(groups.filter(isSparse));
  const insideSparse = (name: string): boolean =>
    sparse.has(name.slice(0, Math.max(0, name.lastIndexOf("/"))));
  return {
    arrays: naturalOrder(arrays.filter((name) => !insideSparse(name))),
    others: new Set(others),
    sparse,
  };
}
