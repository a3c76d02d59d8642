import { createRequire } from "node:module";
import path from "node:path";
import util from "node:util";
import { EtalonError, messageOf } from "../core/errors.ts";
import type { Tfjs } from "./tfjs.ts";

/** What computes tensors, the fastest first. */
export const ENGINES = ["tfjs-node", "wasm", "cpu"] as const;

export type EngineName = (typeof ENGINES)[number];

/** A loaded tfjs with one of its engines. */
export interface TensorEngine {
  readonly name: EngineName;
  /** For results: package, version, engine and precision. */
  readonly description: string;
  /** The namespace, with this engine as the active one: several share one namespace. */
  activate(): Tfjs;
}

interface WasmBackend {
  readonly setWasmPaths: (folder: string) => void;
}

/** Loads a package by its name, as `require` does. */
export type Loader = ((name: string) => unknown) & { resolve(name: string): string };

async function engineOf(name: EngineName, tf: Tfjs, backend: string, what: string): Promise<TensorEngine> {
  // Without it every use of the plain engine prints an advertisement for another.
  tf.env().set("PROD", true);
  if (!(await tf.setBackend(backend))) throw new Error(`the engine ${backend} does not start`);
  return {
    name,
    description: `${what} ${tf.version["tfjs-core"] ?? ""}, float32`,
    activate: () => {
      // For an engine that has started once the change is immediate.
      if (tf.getBackend() !== backend) void tf.setBackend(backend);
      return tf;
    },
  };
}

async function load(name: EngineName, require: Loader): Promise<TensorEngine> {
  switch (name) {
    case "tfjs-node": {
      // Node 23 has dropped what this package still calls.
      const legacy = util as unknown as Record<string, unknown>;
      legacy["isNullOrUndefined"] ??= (value: unknown): boolean => value === null || value === undefined;
      return engineOf(name, require("@tensorflow/tfjs-node") as Tfjs, "tensorflow", "tfjs-node");
    }
    case "wasm": {
      const tf = require("@tensorflow/tfjs") as Tfjs;
      const { setWasmPaths } = require("@tensorflow/tfjs-backend-wasm") as WasmBackend;
      const home = path.dirname(require.resolve("@tensorflow/tfjs-backend-wasm/package.json"));
      setWasmPaths(path.join(home, "wasm-out") + path.sep);
      const simd = (await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT")) === true;
      return engineOf(name, tf, "wasm", simd ? "tfjs wasm SIMD" : "tfjs wasm");
    }
    case "cpu":
      return engineOf(name, require("@tensorflow/tfjs") as Tfjs, "cpu", "tfjs cpu");
  }
}

const loaded = new Map<EngineName, Promise<TensorEngine | string>>();

/** An engine, or why it cannot be had. It is loaded when it is asked for the first time. */
export function tryEngine(name: EngineName, require?: Loader): Promise<TensorEngine | string> {
  const start = (loader: Loader): Promise<TensorEngine | string> =>
    load(name, loader).catch((thrown: unknown) => messageOf(thrown).split("\n")[0]!);
  if (require !== undefined) return start(require);
  const known = loaded.get(name) ?? start(createRequire(import.meta.url));
  loaded.set(name, known);
  return known;
}

function wanted(choice: string): readonly EngineName[] {
  if (choice === "auto") return ENGINES;
  const found = ENGINES.find((name) => name === choice);
  if (found !== undefined) return [found];
  throw new EtalonError("tensors/engine", `ETALON_TENSORS must be auto, ${ENGINES.join(", ")}`, {
    got: choice,
  });
}

/**
 * The first engine that works here, or the one that the environment variable `ETALON_TENSORS` names.
 *
 * @param choice @defaultValue that of `ETALON_TENSORS`, otherwise `auto`
 * @param require loads packages. @defaultValue Node's
 * @throws EtalonError `tensors/engine` for another name, `tensors/missing` where no engine, or not the one asked for,
 * can be loaded.
 */
export async function loadEngine(
  choice: string = process.env["ETALON_TENSORS"] ?? "auto",
  require?: Loader,
): Promise<TensorEngine> {
  const reasons: string[] = [];
  for (const name of wanted(choice)) {
    const found = await tryEngine(name, require);
    if (typeof found !== "string") return found;
    reasons.push(`${name}: ${found}`);
  }
  throw new EtalonError("tensors/missing", "a score in tensors needs tfjs, which could not be loaded", {
    got: reasons.join("; "),
    remedy: "npm install @tensorflow/tfjs @tensorflow/tfjs-backend-wasm",
  });
}
