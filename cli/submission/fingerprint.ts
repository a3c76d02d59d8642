import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Hash of what makes up a submission: words, and files by their place relative to the first one's folder and by their
 * content, so that it is the same wherever they lie. 16 hexadecimal digits of SHA-256. Folders count by name alone.
 */
export function fingerprint(words: readonly string[], files: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(words));
  const base = path.dirname(files[0] ?? "/");
  for (const file of files) {
    hash.update(`\0${path.relative(base, file).replaceAll("\\", "/")}\0`);
    if (statSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}
