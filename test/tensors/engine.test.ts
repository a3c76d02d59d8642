import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { ENGINES, loadEngine, tryEngine, type Loader } from "../../tensors/engine.ts";
import { thrownBy } from "../io/support/faults.ts";

const own = createRequire(import.meta.url);

/** A `require` that does not find some packages. */
const lacking = (missing: RegExp): Loader => {
  const load = (name: string): unknown => {
    if (missing.test(name)) throw new Error(`Cannot find module '${name}'\nRequire stack:\n- here`);
    return own(name) as unknown;
  };
  return Object.assign(load, { resolve: own.resolve.bind(own) });
};

describe("loadEngine", () => {
  it("takes wasm where tfjs-node is not installed, and the plain engine where wasm is not", async () => {
    expect((await loadEngine("auto", lacking(/tfjs-node/))).name).toBe("wasm");
    expect((await loadEngine("auto", lacking(/tfjs-(node|backend-wasm)/))).name).toBe("cpu");
  });

  it("says in one line what to install where there is none", async () => {
    const message = String(await thrownBy(() => loadEngine("auto", lacking(/tensorflow/))));
    expect(message).toContain("a score in tensors needs tfjs, which could not be loaded");
    expect(message).toContain("npm install @tensorflow/tfjs");
    expect(message).not.toContain("\n");
  });

  it("does not replace the one that was asked for", async () => {
    expect((await loadEngine("cpu")).name).toBe("cpu");
    const message = String(await thrownBy(() => loadEngine("wasm", lacking(/wasm/))));
    expect(message).toContain("wasm: Cannot find module");
    expect(String(await thrownBy(() => loadEngine("webgl")))).toContain(
      `ETALON_TENSORS must be auto, ${ENGINES.join(", ")} (got webgl)`,
    );
  });

  it("computes on tfjs-node where it is installed", async (context) => {
    const engine = await tryEngine("tfjs-node");
    if (typeof engine === "string") {
      if (process.env["ETALON_REQUIRE_TFJS_NODE"] === "1") throw new Error(engine);
      context.skip(`@tensorflow/tfjs-node is not there (its library is downloaded on install): ${engine}`);
      return;
    }
    const tf = engine.activate();
    expect(tf.getBackend()).toBe("tensorflow");
    expect([...Array.from(tf.tensor(Float32Array.of(1, 2), [2]).dataSync())]).toEqual([1, 2]);
    expect((await loadEngine("auto")).name).toBe("tfjs-node");
  });
});

describe("an engine", () => {
  it("is the active one whenever it is asked for, though they share a namespace", async () => {
    const [wasm, cpu] = [await loadEngine("wasm"), await loadEngine("cpu")];
    expect(wasm.activate().getBackend()).toBe("wasm");
    expect(cpu.activate().getBackend()).toBe("cpu");
    expect(wasm.activate().getBackend()).toBe("wasm");
  });
});
