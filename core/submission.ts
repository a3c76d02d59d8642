import { z } from "zod";

/**
 * How far a submission is kept from the rest, see docs/isolation.md: `none` runs a module inside Etalon's own processes,
 * `process` in a child process of its own, `sandbox` in one that bubblewrap (Linux) closes off.
 */
export const ISOLATIONS = ["none", "process", "sandbox"] as const;

export type Isolation = (typeof ISOLATIONS)[number];

/** What a result records of a metric that somebody handed in. */
export const submissionSchema = z.strictObject({
  kind: z.enum(["file", "package", "command"]),
  /** Hash of the files that make it up, or of the command's words and the files that they name. */
  hash: z.string(),
  isolation: z.enum(ISOLATIONS),
});

export type SubmissionInfo = z.infer<typeof submissionSchema>;
