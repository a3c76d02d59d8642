import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const FOLDER = path.join(import.meta.dirname, "golden");

/**
 * The bytes that a format gave when it was last looked at. `ETALON_RENEW_GOLDEN=1 npx vitest run test/reports/golden.test.ts`
 * writes them anew: read the difference in git before you commit it.
 */
export function golden(name: string, text: string): string {
  const file = path.join(FOLDER, name);
  if (process.env["ETALON_RENEW_GOLDEN"] === "1") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  return readFileSync(file, "utf8");
}

/** A file of the folder as JSON. */
export const goldenJson = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(FOLDER, name), "utf8"));
