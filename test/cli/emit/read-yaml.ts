import { spawnSync } from "node:child_process";

const PROGRAM =
  "import json, sys, yaml; print(json.dumps([yaml.safe_load(t) for t in json.load(sys.stdin)]))";

/** Why no YAML can be read here; undefined where it can. */
export function whyNoYaml(): string | undefined {
  return spawnSync("python3", ["-c", "import yaml"]).status === 0 ? undefined : "no python3 with yaml";
}

/** Texts of YAML as values, read by PyYAML. */
export function readYaml(texts: readonly string[]): unknown[] {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", PROGRAM], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  return JSON.parse(stdout) as unknown[];
}
