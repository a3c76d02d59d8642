import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** The first 16 hexadecimal digits (64 bits) of the SHA-256 of a text. */
export function textHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The first 16 hexadecimal digits (64 bits) of the SHA-256 of a value's canonical JSON. */
export function contentHash(value: unknown): string {
  return textHash(canonicalJson(value));
}
