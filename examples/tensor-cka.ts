import type * as tfjs from "@tensorflow/tfjs";

/**
 * Linear CKA in tensors, for `etalon check examples/tensor-cka.ts`: the score is a formula in operations of tfjs, and
 * its gradient comes from automatic differentiation (docs/tensors.md).
 *
 * `input: "centered"` hands over columns without their means, which is what makes the score invariant to translation.
 */

interface Operations {
  readonly noValue: (reason: string) => never;
}

export default {
  id: "tensor-cka",
  title: "Linear CKA in tensors",
  formula: "‖XᵀY‖² / (‖XᵀX‖ ‖YᵀY‖)",
  direction: "similarity",
  range: [0, 1],
  symmetric: true,
  invariances: ["orthogonal", "isotropic-scaling", "translation", "zero-padding"],
  input: "centered",
  score(tf: typeof tfjs, x: tfjs.Tensor2D, y: tfjs.Tensor2D, { noValue }: Operations): tfjs.Tensor {
    const norm = (a: tfjs.Tensor2D, b: tfjs.Tensor2D): tfjs.Tensor => tf.matMul(a, b, true, false).norm();
    const [xx, yy] = [norm(x, x), norm(y, y)];
    if (xx.dataSync()[0] === 0 || yy.dataSync()[0] === 0) noValue("a side has no variance");
    return norm(x, y).square().div(xx.mul(yy));
  },
};
