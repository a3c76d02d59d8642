import { execFileSync } from "node:child_process";
import { ROOT } from "../e2e/support.ts";

/** A file of the package, as npm would publish it. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** What `npm pack` would put into the package; nothing is built and nothing written. */
export function packedFiles(): readonly PackedFile[] {
  const text = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = JSON.parse(text) as [{ readonly files: readonly PackedFile[] }];
  return packed.files;
}
