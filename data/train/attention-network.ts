import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { AttentionArchitecture } from "../../generators/networks/attention-architecture.ts";
import { patchExtent } from "../../generators/networks/attention-architecture.ts";
import type { AttentionBlock, AttentionParameters } from "../../generators/networks/attention-parameters.ts";
import type { Attended, AttentionShape } from "./attention.ts";
import { attend, attendGradient } from "./attention.ts";
import { averagePool, gateByRelu, linear, linearGradient, relu, spread } from "./linear.ts";
import type { Loss } from "./loss.ts";
import { crossEntropy } from "./loss.ts";
import { patchRows } from "./patch-rows.ts";
import type { NormalisedRows } from "./row-norm.ts";
import { normaliseRows, rowNormGradient } from "./row-norm.ts";
import type { Parameter } from "./sgd.ts";

function shapeOf(architecture: AttentionArchitecture): AttentionShape {
  const { height, width } = patchExtent(architecture);
  return { tokens: height * width, heads: architecture.heads };
}

/** a + b, into a; b's rows start over when they run out. */
function addTo(a: Matrix, b: Matrix): Matrix {
  for (let i = 0; i < a.data.length; i++) a.data[i] = a.data[i]! + b.data[i % b.data.length]!;
  return a;
}

/** What a block's forward pass leaves for its backward pass. */
interface BlockPass {
  readonly before: NormalisedRows;
  readonly qkv: Matrix;
  readonly attended: Attended;
  readonly afterAttention: Matrix;
  readonly between: NormalisedRows;
  readonly hidden: Matrix;
  readonly output: Matrix;
}

function blockForward(x: Matrix, block: AttentionBlock, shape: AttentionShape): BlockPass {
  const before = normaliseRows(x);
  const qkv = linear(before.output, block.queryKeyValue);
  const attended = attend(qkv, shape);
  const afterAttention = addTo(linear(attended.output, block.output), x);
  const between = normaliseRows(afterAttention);
  const hidden = relu(linear(between.output, block.up));
  const output = addTo(linear(hidden, block.down), afterAttention);
  return { before, qkv, attended, afterAttention, between, hidden, output };
}

/** The gradient of the block's input; those of its parameters are added to the list. */
function blockBackward(
  pass: BlockPass,
  block: AttentionBlock,
  shape: AttentionShape,
  gradient: Matrix,
  parameters: Parameter[],
): Matrix {
  const down = linearGradient(pass.hidden, block.down, gradient);
  gateByRelu(down.input, pass.hidden);
  const up = linearGradient(pass.between.output, block.up, down.input);
  const middle = addTo(rowNormGradient(pass.between, up.input), gradient);
  const output = linearGradient(pass.attended.output, block.output, middle);
  const ofQkv = attendGradient(pass.qkv, pass.attended, output.input, shape);
  const qkv = linearGradient(pass.before.output, block.queryKeyValue, ofQkv);
  parameters.push(...down.parameters, ...up.parameters, ...output.parameters, ...qkv.parameters);
  return addTo(rowNormGradient(pass.before, qkv.input), middle);
}

function forward(
  architecture: AttentionArchitecture,
  { embedding, positions, blocks, head }: AttentionParameters,
  images: Matrix,
): { rows: Matrix; passes: BlockPass[]; last: NormalisedRows; pooled: Matrix; logits: Matrix } {
  const shape = shapeOf(architecture);
  const rows = patchRows(images, architecture);
  let x = addTo(linear(rows, embedding), positions);
  const passes = blocks.map((block) => {
    const pass = blockForward(x, block, shape);
    x = pass.output;
    return pass;
  });
  const last = normaliseRows(x);
  const pooled = averagePool(last.output, shape.tokens);
  return { rows, passes, last, pooled, logits: linear(pooled, head) };
}

/** The running sum after every attention and every perceptron, (images·patches)×channels, and the logits. */
export function evaluateAttention(
  architecture: AttentionArchitecture,
  parameters: AttentionParameters,
  images: Matrix,
): { layers: Matrix[]; logits: Matrix } {
  const { passes, logits } = forward(architecture, parameters, images);
  return { layers: passes.flatMap(({ afterAttention, output }) => [afterAttention, output]), logits };
}

/** Loss of one batch and the gradient of every parameter. */
export function attentionGradients(
  architecture: AttentionArchitecture,
  parameters: AttentionParameters,
  images: Matrix,
  labels: Uint8Array,
): { loss: Loss; parameters: Parameter[] } {
  const shape = shapeOf(architecture);
  const { rows, passes, last, pooled, logits } = forward(architecture, parameters, images);
  const loss = crossEntropy(logits, labels);
  const head = linearGradient(pooled, parameters.head, loss.gradient);
  const list = head.parameters;
  let gradient = rowNormGradient(last, spread(head.input, shape.tokens));
  for (let index = passes.length - 1; index >= 0; index--) {
    gradient = blockBackward(passes[index]!, parameters.blocks[index]!, shape, gradient, list);
  }
  const ofPositions = matrix(shape.tokens, architecture.channels);
  gradient.data.forEach((value, i) => {
    const at = i % ofPositions.data.length;
    ofPositions.data[at] = ofPositions.data[at]! + value;
  });
  list.push({ values: parameters.positions.data, gradient: ofPositions.data, decays: false });
  list.push(...linearGradient(rows, parameters.embedding, gradient).parameters);
  return { loss, parameters: list };
}
