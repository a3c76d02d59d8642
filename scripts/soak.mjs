// The long runs that CI leaves out: every test file that has a longer form, in that form.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const files = readdirSync(path.join(root, "test"), { recursive: true })
  .map((name) => path.join("test", String(name)))
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) => readFileSync(path.join(root, file), "utf8").includes("ETALON_SOAK"))
  .sort();

const { status } = spawnSync(
  process.execPath,
  [path.join(root, "node_modules", "vitest", "vitest.mjs"), "run", ...files, "--testTimeout=3600000"],
  { cwd: root, stdio: "inherit", env: { ...process.env, ETALON_SOAK: "1" } },
);
process.exitCode = status ?? 1;
