import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { backend } from "../../../linalg/index.ts";
import { runInline } from "../../../engine/host/inline.ts";
import { makePlan } from "../../../engine/plan.ts";
import { summarise } from "../../../engine/summarise.ts";
import { NETWORKS_VARIABLE, loadCatalogue } from "../../../engine/own-networks/catalogue.ts";
import { readOwnNetworks } from "../../../engine/own-networks/manifest.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Outcome } from "../../../core/outcome.ts";
import { gaussian } from "../../support/data.ts";

const model = fileURLToPath(new URL("fixtures/two-layers.onnx", import.meta.url));
const runtime: string = "onnxruntime-node";
const hasRuntime = await import(runtime).then(
  () => true,
  () => false,
);

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "own-networks-"))));
afterAll(() => {
  Reflect.deleteProperty(process.env, NETWORKS_VARIABLE);
  rmSync(folder, { recursive: true, force: true });
});

const csv = (name: string, rows: number, cols: number, data: ArrayLike<number>): string => {
  const lines = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (_unused, j) => data[i * cols + j]).join(","),
  );
  writeFileSync(path.join(folder, name), `${lines.join("\n")}\n`);
  return name;
};

const manifest = (content: unknown): string => {
  const file = path.join(folder, "networks.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};

/** Layers that are random mixtures of what is common to layer k of every network, and some noise. */
function trained(networks: number): { id: string; layers: string[] }[] {
  return Array.from({ length: networks }, (_, k) => ({
    id: `seed-${k}`,
    layers: [0, 1, 2].map((layer) => {
      const random = randomFrom("own", k, layer);
      const mixed = backend().multiply(gaussian(40, 3, `latent-${layer}`), random.gaussianMatrix(3, 5));
      const noise = random.gaussianMatrix(40, 5);
      return csv(
        `${k}-${layer}.csv`,
        40,
        5,
        mixed.data.map((value, i) => value + 0.2 * noise.data[i]!),
      );
    }),
  }));
}

async function findings(file: string, metrics: readonly string[]): Promise<readonly Finding[]> {
  process.env[NETWORKS_VARIABLE] = file;
  const catalogue = await loadCatalogue({ metrics, suites: ["own-layers"] });
  const plan = makePlan({ ...catalogue, profile: "quick", seed: 1 });
  const outcomes = new Map<string, Outcome>();
  const settings = { profile: "quick", seed: 1 } as const;
  await runInline(plan.batches, catalogue, settings, new AbortController().signal, ({ id }, outcome) =>
    outcomes.set(id, outcome),
  );
  return summarise(plan, catalogue, (cell) => outcomes.get(cell)!).findings;
}

describe("a user's own networks", () => {
  it("have their corresponding layers found by what sees them, and by chance by what does not", async () => {
    const found = await findings(manifest({ title: "mixtures", networks: trained(3) }), [
      "cka-linear",
      "constant",
    ]);
    const of = (metric: string): Finding => found.find((one) => one.metric === metric)!;
    expect(of("cka-linear")).toMatchObject({ id: "accuracy/own", role: "description", chance: 1 / 3 });
    expect(of("cka-linear").outcome).toEqual({ status: "ok", value: 1 });
    expect(of("cka-linear").interval).toMatchObject({ low: 1, high: 1 });
    expect(of("constant").outcome).toMatchObject({ status: "ok" });
    expect((of("constant").outcome as { value: number }).value).toBeCloseTo(1 / 3, 12);
  });

  it("are another case when a number, a name or the sizes are others", async () => {
    const networks = trained(3);
    const first = await readOwnNetworks(manifest({ title: "t", networks }));
    expect((await readOwnNetworks(manifest({ title: "t", networks }))).hash).toBe(first.hash);
    const renamed = [{ ...networks[0]!, id: "other" }, ...networks.slice(1)];
    const sized = await readOwnNetworks(manifest({ title: "t", sizes: "own", networks }));
    const others = [(await readOwnNetworks(manifest({ title: "t", networks: renamed }))).hash, sized.hash];
    csv(
      "0-0.csv",
      40,
      5,
      new Float64Array(200).map((_, i) => (i % 7) + 0.5),
    );
    others.push((await readOwnNetworks(manifest({ title: "t", networks }))).hash);
    expect(new Set([first.hash, ...others]).size).toBe(4);
  });

  it.each([
    ["not JSON", "{", /is not JSON/],
    ["no such field", { title: "t", network: [] }, /"(the manifest|networks)" is wrong/],
    ["too few", { title: "t", networks: [{ id: "a", layers: ["0-0.csv"] }] }, /"networks" is wrong/],
  ])("are refused in one line: %s", async (_name, content, message) => {
    await expect(readOwnNetworks(manifest(content))).rejects.toThrow(message);
  });

  it("are refused where they are not alike, or not there", async () => {
    const networks = trained(3);
    const shorter = [...networks.slice(0, 2), { id: "c", layers: networks[2]!.layers.slice(1) }];
    await expect(readOwnNetworks(manifest({ title: "t", networks: shorter }))).rejects.toMatchObject({
      code: "networks/differ",
      got: "2 and 3",
    });
    csv("2-1.csv", 39, 5, gaussian(39, 5, "short").data);
    await expect(readOwnNetworks(manifest({ title: "t", networks }))).rejects.toThrow(/must have the rows/);
    const twice = [networks[0]!, networks[0]!, networks[1]!];
    await expect(readOwnNetworks(manifest({ title: "t", networks: twice }))).rejects.toThrow(/one id/);
    const absent = [...networks.slice(0, 2), { id: "c", layers: ["nowhere.csv", "0-0.csv", "0-1.csv"] }];
    await expect(readOwnNetworks(manifest({ title: "t", networks: absent }))).rejects.toThrow(/nowhere.csv/);
    await expect(readOwnNetworks(path.join(folder, "no.json"))).rejects.toThrow(/no.json/);
  });

  it.runIf(hasRuntime)("may be ONNX models, whose named outputs are the layers", async () => {
    const input = csv("images.csv", 100, 2, gaussian(100, 2, "images").data);
    const onnx = (id: string): unknown => ({ id, onnx: model, input, outputs: ["first", "second"] });
    const { layers, members } = await readOwnNetworks(
      manifest({ title: "t", networks: [onnx("a"), onnx("b"), onnx("c")] }),
    );
    expect(members[0]).toEqual({ id: "a", layers: ["first", "second"] });
    const x = gaussian(100, 2, "images").data;
    // relu(x·[[1, 0, −1], [0, 2, 1]]), by hand.
    const relu = (value: number): number => Math.max(0, value);
    for (const row of [0, 64, 99]) {
      const [a, b] = [x[2 * row]!, x[2 * row + 1]!];
      const first = [relu(a), relu(2 * b), relu(b - a)];
      first.forEach((value, j) => expect(layers[0]!.data[3 * row + j]).toBeCloseTo(value, 5));
      expect(layers[1]!.data[2 * row]).toBeCloseTo(first[0]! + first[2]!, 5);
      expect(layers[1]!.data[2 * row + 1]).toBeCloseTo(first[0]! + first[1]!, 5);
    }
    const wrong = { id: "a", onnx: model, input, outputs: ["third"] };
    await expect(
      readOwnNetworks(manifest({ title: "t", networks: [wrong, onnx("b"), onnx("c")] })),
    ).rejects.toThrow(/has no output "third"/);
  });

  it.runIf(!hasRuntime)("say what to install where a model is named and cannot be run", async () => {
    const input = csv("images.csv", 4, 2, gaussian(4, 2, "images").data);
    const one = (id: string): unknown => ({ id, onnx: model, input, outputs: ["first", "second"] });
    await expect(
      readOwnNetworks(manifest({ title: "t", networks: [one("a"), one("b"), one("c")] })),
    ).rejects.toMatchObject({ code: "networks/onnx", remedy: "npm install onnxruntime-node" });
  });
});
