import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";

/** Raised whenever a program written for the version before would misunderstand this one. */
export const PROTOCOL_VERSION = 1;

/** Bytes of the longest line, in either direction; numbers travel in files. */
export const LONGEST_LINE = 2 ** 20;

/** What a program may do beyond `compare`. */
export const ABILITIES = ["prepare", "gradient"] as const;

export type Ability = (typeof ABILITIES)[number];

/** A matrix in a `.npy` file: float64, little-endian, row by row. */
export interface ArrayFile {
  readonly path: string;
  readonly rows: number;
  readonly columns: number;
}

/** What a program is asked; docs/protocol.md says what each means. Its `id` is added on the way. */
export type Question =
  | { readonly type: "hello"; readonly protocol: number; readonly etalon: string }
  | { readonly type: "prepare"; readonly x: ArrayFile }
  | { readonly type: "compare"; readonly x: ArrayFile; readonly y: ArrayFile; readonly seed: string }
  | {
      readonly type: "gradient";
      readonly x: ArrayFile;
      readonly y: ArrayFile;
      readonly seed: string;
      readonly out: string;
    }
  | { readonly type: "release" }
  | { readonly type: "shutdown" };

const isThere = (value: unknown): boolean => value !== undefined;

const idSchema = z.number().int().nonnegative();

/** A remark, at any time; everything else that a program says is an answer. */
const remarkSchema = z.object({ log: z.string() });

/** The ways to answer. What a value holds is judged as what any metric returns is. */
const answerSchema = z.union([
  z
    .object({ error: z.object({ code: z.string().default("metric/threw"), message: z.string() }) })
    .transform(({ error }) => ({ kind: "error" as const, ...error })),
  z
    .object({ undefined: z.string() })
    .transform((given) => ({ kind: "no-value" as const, reason: given.undefined })),
  z
    .object({
      metric: z.unknown().refine(isThere),
      protocol: z.unknown(),
      can: z.array(z.unknown()).default([]),
    })
    .transform((greeting) => ({ kind: "greeting" as const, ...greeting })),
  z
    .object({ value: z.unknown().refine(isThere) })
    .transform(({ value }) => ({ kind: "value" as const, value })),
  z.object({ ok: z.literal(true) }).transform(() => ({ kind: "ok" as const })),
]);

/** What an answer says, without the id. */
export type Answer = z.infer<typeof answerSchema>;

/** One line of a program. */
export type Message =
  | { readonly kind: "remark"; readonly text: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answer };

/** Text on one line and of bounded length, whatever a program wrote. */
export function brief(text: string, longest = 160): string {
  const line = text.slice(0, longest).replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, " ");
  return text.length > longest ? `${line}…` : line;
}

const refuse = (code: string, message: string, got: string, remedy: string): EtalonError =>
  new EtalonError(`protocol/${code}`, message, { got: brief(got), remedy });

/** Bare NaN and Infinity, which JSON has not and Python's and R's writers write, as texts. */
const WORDS = /("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g;

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    if (!/NaN|Infinity/.test(line)) throw notJson(line);
  }
  try {
    return JSON.parse(line.replaceAll(WORDS, (word, text?: string) => text ?? `"${word}"`)) as unknown;
  } catch {
    throw notJson(line);
  }
}

const notJson = (line: string): EtalonError =>
  refuse(
    "not-json",
    "a line of its standard output is no JSON object",
    line,
    "print to standard error; standard output belongs to the protocol",
  );

/**
 * Reads one line of a program.
 *
 * @throws EtalonError `protocol/not-json`, or `protocol/bad-message` for an object that is neither an answer nor a remark.
 */
export function parseMessage(line: string): Message {
  const parsed = parseJson(line);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw notJson(line);
  if (!("id" in parsed)) {
    const remark = remarkSchema.safeParse(parsed);
    if (remark.success) return { kind: "remark", text: remark.data.log };
  }
  const id = idSchema.safeParse((parsed as { id?: unknown }).id);
  if (!id.success) {
    throw refuse("bad-message", "an answer has no id", line, "repeat the id of the question");
  }
  const answer = answerSchema.safeParse(parsed);
  if (!answer.success) {
    throw refuse(
      "bad-message",
      "an answer says nothing that is known",
      line,
      "answer with value, undefined, error or ok; see docs/protocol.md",
    );
  }
  return { kind: "answer", id: id.data, answer: answer.data };
}

/** The line of a question. */
export function questionLine(id: number, question: Question): string {
  return `${JSON.stringify({ id, ...question })}\n`;
}

/** What a text or number in the place of a value stands for: NaN and infinities may be written as texts. */
export function valueOf(value: unknown): unknown {
  switch (value) {
    case "NaN":
    case "-NaN":
      return NaN;
    case "Infinity":
      return Infinity;
    case "-Infinity":
      return -Infinity;
    default:
      return value;
  }
}
