import type { Matrix } from "../../core/matrix.ts";
import type { Images } from "../../generators/networks/images.ts";
import { inputOf, pick } from "../../generators/networks/images.ts";
import type { Exported } from "./export.ts";

/** Units of one layer, and what they answered to the first images, one row an image. */
export interface ReferenceLayer {
  readonly name: string;
  /** Columns of the flat readout. */
  readonly columns: readonly number[];
  /** By the network that was exported: half-precision weights, batch norm folded in. */
  readonly exported: readonly (readonly number[])[];
  /** By the network as it was trained: float64 weights, batch norm apart. */
  readonly trained: readonly (readonly number[])[];
}

/** What `data/zoo/reference.json` holds of one network. */
export interface Reference {
  readonly network: string;
  readonly images: number;
  readonly layers: readonly ReferenceLayer[];
}

const IMAGES = 3;
const UNITS = 16;

/**
 * Activations by the trainer's own forward pass, with which that of the library is compared.
 *
 * @param names - of the layers, in order.
 */
export function referenceOf(
  { entry, before, after }: Exported,
  names: readonly string[],
  shipped: Images,
): Reference {
  const input = inputOf(
    pick(
      shipped,
      Array.from({ length: IMAGES }, (_, i) => i),
    ),
    entry.scale,
  );
  const trained = before(input).layers;
  const exported = after(input).layers;
  const values = (layer: Matrix, columns: readonly number[]): number[][] => {
    const size = layer.data.length / IMAGES;
    return Array.from({ length: IMAGES }, (_, image) =>
      columns.map((column) => layer.data[image * size + column]!),
    );
  };
  return {
    network: entry.id,
    images: IMAGES,
    layers: exported.map((layer, index) => {
      const size = layer.data.length / IMAGES;
      // Evenly spread over positions and channels: a step that is coprime to both would be no better.
      const columns = Array.from({ length: UNITS }, (_, k) => Math.floor(((k + 0.5) * size) / UNITS));
      return {
        name: names[index]!,
        columns,
        exported: values(layer, columns),
        trained: values(trained[index]!, columns),
      };
    }),
  };
}
