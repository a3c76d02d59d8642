/** What an {@link EtalonError} carries besides its sentence. */
export interface ErrorDetails {
  /** The value that was wrong, as text. */
  readonly got?: string;
  /** What the user can do about it. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/**
 * Every fault that a user can cause: it says who, what was wrong, the value got and what to do,
 * and has a stable, machine-readable `code` such as `input/non-finite`.
 */
export class EtalonError extends Error {
  readonly code: string;
  readonly got: string | undefined;
  readonly remedy: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    const got = details.got === undefined ? "" : ` (got ${details.got})`;
    const remedy = details.remedy === undefined ? "" : `; ${details.remedy}`;
    super(`${message}${got}${remedy}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "EtalonError";
    this.code = code;
    this.got = details.got;
    this.remedy = details.remedy;
  }
}

/** The sentence of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The stable code of anything that was thrown; `unexpected` for what is not an {@link EtalonError}. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof EtalonError ? thrown.code : "unexpected";
}
