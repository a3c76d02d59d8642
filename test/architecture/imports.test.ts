import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What each layer may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  linalg: ["core"],
  io: ["core"],
  representation: ["core", "linalg"],
  metrics: ["core", "linalg", "representation"],
  tensors: ["core", "linalg", "representation"],
  generators: ["core", "linalg", "representation"],
  suites: ["core", "linalg", "representation", "metrics", "generators"],
  engine: ["core", "linalg", "io", "representation", "metrics", "generators", "suites"],
  reports: ["core"],
  cli: [
    "core",
    "linalg",
    "io",
    "representation",
    "metrics",
    "tensors",
    "generators",
    "suites",
    "engine",
    "reports",
  ],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every relative import, static or dynamic, as paths from the root. */
function importsOf(layer: string): Import[] {
  return readdirSync(path.join(root, layer), { recursive: true })
    .map((name) => path.join(layer, String(name)))
    .filter((file) => file.endsWith(".ts") && !file.includes(`${path.sep}assembly${path.sep}`))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
      return [...found].map((match) => ({
        from: file,
        to: path.normalize(path.join(path.dirname(file), match[1]!)),
      }));
    });
}

const layerOf = (file: string): string => file.split(path.sep)[0]!;

describe("the direction of imports", () => {
  it.each(Object.keys(MAY_IMPORT))("%s imports only what lies below it", (layer) => {
    const found = importsOf(layer);
    expect(found.length).toBeGreaterThan(0);
    const wrong = found.filter(
      ({ to }) => layerOf(to) !== layer && !MAY_IMPORT[layer]!.includes(layerOf(to)),
    );
    expect(wrong).toEqual([]);
  });

  it("metrics start no process and read no file but their own folder", () => {
    const users = readdirSync(path.join(root, "metrics"), { recursive: true })
      .map((name) => path.join("metrics", String(name)))
      .filter((file) => file.endsWith(".ts"))
      .filter((file) =>
        /node:(child_process|worker_threads|net|http)/.test(readFileSync(path.join(root, file), "utf8")),
      );
    expect(users).toEqual([]);
  });

  it("has no cycle between files", () => {
    const graph = new Map<string, string[]>();
    for (const layer of Object.keys(MAY_IMPORT)) {
      for (const { from, to } of importsOf(layer)) graph.set(from, [...(graph.get(from) ?? []), to]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      if (done.has(file) || trail.includes(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });
});
