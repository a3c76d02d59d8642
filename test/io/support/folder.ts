import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** A folder of a test file's own that is gone after its last test. */
export interface TestFolder {
  readonly path: (name: string) => string;
  /** Writes a file and returns its path. */
  readonly save: (name: string, bytes: Uint8Array | string) => string;
}

export function testFolder(): TestFolder {
  const folder = mkdtempSync(path.join(tmpdir(), "etalon-io-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => path.join(folder, name);
  return {
    path: at,
    save: (name, bytes) => {
      writeFileSync(at(name), bytes);
      return at(name);
    },
  };
}
