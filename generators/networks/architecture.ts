import { EtalonError } from "../../core/errors.ts";

/** One convolution: square kernel, the same stride and zero padding in both directions, then batch norm and ReLU. */
export interface ConvolutionSpec {
  /** What the layer is called in results, such as `conv3`. */
  readonly name: string;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Height, width and channels of an image or of a layer's activations, in the order in which they are stored. */
export interface Extent {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** A stack of convolutions, then global average pooling and one linear layer. */
export interface ConvArchitecture {
  readonly kind: "convolutional";
  readonly input: Extent;
  readonly layers: readonly ConvolutionSpec[];
  readonly classes: number;
}

/** [outputs, stride, kernel, padding] of each layer. */
type Row = readonly [number, number, number, number];

/**
 * The family that is trained: `c6` is the Tiny-10 of Kornblith et al. 2019 (appendix E) reduced to six layers and
 * 14×14 images; `c4` and `c8` leave out or add two layers of the same kind.
 */
const STACKS = {
  c4: [
    [16, 1, 3, 1],
    [32, 2, 3, 1],
    [64, 2, 3, 1],
    [64, 1, 3, 0],
  ],
  c6: [
    [16, 1, 3, 1],
    [32, 2, 3, 1],
    [32, 1, 3, 1],
    [64, 2, 3, 1],
    [64, 1, 3, 0],
    [64, 1, 1, 0],
  ],
  c8: [
    [16, 1, 3, 1],
    [16, 1, 3, 1],
    [32, 2, 3, 1],
    [32, 1, 3, 1],
    [64, 2, 3, 1],
    [64, 1, 3, 1],
    [64, 1, 3, 0],
    [64, 1, 1, 0],
  ],
} satisfies Record<string, readonly Row[]>;

/** The stacks that can be built. */
export type StackName = keyof typeof STACKS;

/**
 * An architecture of the c family for 14×14 grey images and ten classes.
 *
 * @param width - multiplies the channels of every layer.
 * @throws EtalonError `network/width` when a layer would not get a whole, positive number of channels.
 */
export function convArchitecture(stack: StackName, width = 1): ConvArchitecture {
  const rows: readonly Row[] = STACKS[stack];
  let inputs = 1;
  const layers = rows.map(([channels, stride, kernel, padding], index): ConvolutionSpec => {
    const outputs = channels * width;
    if (!Number.isInteger(outputs) || outputs < 1) {
      throw new EtalonError("network/width", "convArchitecture: width must give whole numbers of channels", {
        got: String(width),
        remedy: "use 0.5, 1 or 2",
      });
    }
    const layer = { name: `conv${index + 1}`, kernel, stride, padding, inputs, outputs };
    inputs = outputs;
    return layer;
  });
  return { kind: "convolutional", input: { height: 14, width: 14, channels: 1 }, layers, classes: 10 };
}

/** Number of positions along one side after a convolution: ⌊(size + 2·padding − kernel) / stride⌋ + 1. */
export function outputSide(size: number, { kernel, stride, padding }: ConvolutionSpec): number {
  return Math.floor((size + 2 * padding - kernel) / stride) + 1;
}

/** What a convolution makes of an extent. */
export function outputExtent(input: Extent, layer: ConvolutionSpec): Extent {
  return {
    height: outputSide(input.height, layer),
    width: outputSide(input.width, layer),
    channels: layer.outputs,
  };
}
