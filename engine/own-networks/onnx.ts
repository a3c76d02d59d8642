import { readFile } from "node:fs/promises";
import { EtalonError, messageOf } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { activations } from "../../io/activations.ts";
import { openArray, type ReadOptions } from "../../io/open.ts";
import { heldSource } from "../../io/source.ts";
import { systemError } from "../../io/system-error.ts";

/** Stimuli that go through a model at a time. */
const BATCH = 64;

/** What is used of the package onnxruntime-node, which is not installed with Etalon. */
interface Tensor {
  readonly dims: readonly number[];
  readonly type: string;
  readonly data: ArrayLike<number | bigint>;
}

interface Runtime {
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => Tensor;
  readonly InferenceSession: {
    create(model: Uint8Array): Promise<{
      readonly inputNames: readonly string[];
      readonly outputNames: readonly string[];
      run(feeds: Record<string, Tensor>, fetches: readonly string[]): Promise<Record<string, Tensor>>;
    }>;
  };
}

const fault = (model: string, message: string, got: string, remedy: string): EtalonError =>
  new EtalonError("networks/onnx", `${model}: ${message}`, { got, remedy });

async function runtime(model: string): Promise<Runtime> {
  // Not a literal: it is no dependency, and must not be looked for when Etalon is built.
  const wanted: string = "onnxruntime-node";
  try {
    const module = (await import(wanted)) as { default?: Runtime } & Runtime;
    return module.default ?? module;
  } catch (thrown) {
    throw fault(
      model,
      "needs the package onnxruntime-node",
      messageOf(thrown),
      "npm install onnxruntime-node",
    );
  }
}

/**
 * The named tensors of a model as layers: the input goes through it in batches along its first axis, as float32.
 *
 * @param outputs Names of tensors that the model gives as outputs, from the first layer to the last.
 * @throws EtalonError `networks/onnx` where the package is missing, the model cannot be read or has no such output;
 * `io/…` for the input.
 */
export async function modelLayers(
  model: string,
  input: string,
  outputs: readonly string[],
  read: ReadOptions,
): Promise<{ readonly name: string; readonly values: Matrix }[]> {
  const { InferenceSession, Tensor } = await runtime(model);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(model);
  } catch (thrown) {
    throw systemError(thrown, model);
  }
  const session = await InferenceSession.create(bytes).catch((thrown: unknown) => {
    throw fault(model, "cannot be read as an ONNX model", messageOf(thrown), "export it again");
  });
  const missing = outputs.find((name) => !session.outputNames.includes(name));
  if (missing !== undefined)
    throw fault(
      model,
      `has no output "${missing}"`,
      session.outputNames.slice(0, 12).join(", "),
      "name tensors that the model gives as outputs; add inner ones when it is exported",
    );
  const [inputName, ...more] = session.inputNames;
  if (inputName === undefined || more.length > 0)
    throw fault(
      model,
      "must have one input",
      session.inputNames.join(", ") || "none",
      "export it with one input",
    );

  const source = await openArray(input);
  const [stimuli = 1, ...sides] = source.shape;
  const parts = outputs.map((): { data: Float64Array[]; dims: readonly number[] } => ({
    data: [],
    dims: [],
  }));
  for (let start = 0; start < stimuli; start += BATCH) {
    const count = Math.min(BATCH, stimuli - start);
    const fed = Float32Array.from(await source.readRows(start, count));
    const given = await session
      .run({ [inputName]: new Tensor("float32", fed, [count, ...sides]) }, outputs)
      .catch((thrown: unknown) => {
        throw fault(
          model,
          `does not take ${input}`,
          messageOf(thrown),
          "give an array of the shape it was exported for",
        );
      });
    outputs.forEach((name, k) => {
      const { dims, data } = given[name]!;
      if (dims[0] !== count)
        throw fault(
          model,
          `"${name}" must have the stimuli as its first axis`,
          dims.join("×"),
          "export it so",
        );
      parts[k]!.data.push(Float64Array.from(data, Number));
      parts[k]!.dims = dims;
    });
  }
  return Promise.all(
    outputs.map(async (name, k) => {
      const { data, dims } = parts[k]!;
      const shape = [stimuli, ...dims.slice(1)];
      const held = heldSource({ name: `${model}#${name}`, shape, dtype: "float32" }, () => {
        const all = new Float64Array(shape.reduce((size, side) => size * side, 1));
        let place = 0;
        for (const part of data) {
          all.set(part, place);
          place += part.length;
        }
        return Promise.resolve(all);
      });
      return { name, values: (await activations(held, read).readAll()).values };
    }),
  );
}
