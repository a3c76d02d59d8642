export { ENGINES, loadEngine, tryEngine, type EngineName, type TensorEngine } from "./engine.ts";
export { fromTensors, type TensorMetric, type TensorOptions, type TensorScore } from "./from-tensors.ts";
export type { TensorOperations } from "./operations.ts";
export type { Tensor, Tfjs } from "./tfjs.ts";
