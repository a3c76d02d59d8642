import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** The first 16 hexadecimal digits (64 bits) of the SHA-256 of a text. */
export function textHash(text: string): string {
  // Not a slice of the whole, which would be kept in memory behind it.
  return createHash("sha256").update(text).digest().toString("hex", 0, 8);
}

/** The first 16 hexadecimal digits (64 bits) of the SHA-256 of a value's canonical JSON. */
export function contentHash(value: unknown): string {
  return textHash(canonicalJson(value));
}
