import { readFileSync, writeFileSync, writeSync } from "node:fs";
import { codeOf, EtalonError, messageOf } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Metric, MetricContext } from "../../core/metric.ts";
import { type Random, randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { checksum } from "../../engine/checksum.ts";
import { useOneThread } from "../../engine/host/environment.ts";
import { type ArrayFile, PROTOCOL_VERSION, type Question } from "../../engine/submission/protocol.ts";
import { npyBytes } from "../../io/npy-write.ts";
import type { Candidate } from "../check/load.ts";

/**
 * The entry of a process that speaks the protocol (docs/protocol.md) for a metric in a TypeScript or JavaScript module:
 * `node runner.js <word>`. What the module prints goes to standard error.
 *
 * The module may change what it likes of its own process, built-in objects included: between a question and its answer
 * this file uses little of them.
 */

const [word = ""] = process.argv.slice(2);
const { parse, stringify } = JSON;

useOneThread();
// Standard output belongs to the protocol.
process.stdout.write = process.stderr.write.bind(process.stderr);

const say = (id: number, answer: object): void => {
  writeSync(1, `${stringify({ id, ...answer })}\n`);
};

interface Held {
  readonly x: Representation;
  readonly sum: number;
}

let held = new Map<string, Held>();

/** The array of a file that Etalon wrote: version 1.0, float64, little-endian, row by row. */
function read({ path, rows, columns }: ArrayFile): Held {
  const known = held.get(path);
  if (known !== undefined) return known;
  const bytes = readFileSync(path);
  const start = 10 + bytes.readUInt16LE(8);
  // A copy, because numbers must lie at a multiple of their size.
  const data = new Float64Array(rows * columns);
  new Uint8Array(data.buffer).set(bytes.subarray(start));
  const array = { x: { n: rows, p: columns, values: { rows, cols: columns, data } }, sum: checksum(data) };
  held.set(path, array);
  return array;
}

const changed = ({ x, sum }: Held): boolean => checksum(x.values.data) !== sum;

function valueAnswer(value: unknown): object {
  if (typeof value === "number") return { value: Number.isFinite(value) ? value : `${value}` };
  const got = value === null ? "null" : typeof value;
  return { error: { code: "metric/not-a-number", message: `compare must return a number (got ${got})` } };
}

/** What was thrown as an answer; an object whose text cannot be had must not throw once more. */
function thrownAnswer(thrown: unknown): object {
  try {
    if (thrown instanceof Error && thrown.name === "Undefined") return { undefined: thrown.message };
    const code = thrown instanceof EtalonError ? codeOf(thrown) : "metric/threw";
    return { error: { code, message: messageOf(thrown) } };
  } catch {
    return { error: { message: "a value without text was thrown" } };
  }
}

const mutated = { error: { code: "input-mutated", message: "it changed its input" } };

/** A metric's context; its source is made only for the few that draw from it. */
function contextOf(seed: string): MetricContext {
  let source: Random | undefined;
  return {
    get random() {
      return (source ??= randomFrom("submission", seed));
    },
  };
}

type Pair = Extract<Question, { type: "compare" }>;

async function compare(metric: Metric, { x, y, seed }: Pair): Promise<object> {
  const [a, b] = [read(x), read(y)];
  let answer: object;
  try {
    const context = contextOf(seed);
    // A value that is still to come is waited for.
    answer = valueAnswer(await Promise.resolve(metric.compare(a.x, b.x, context)));
  } catch (thrown) {
    answer = thrownAnswer(thrown);
  }
  return changed(a) || changed(b) ? mutated : answer;
}

function write(out: string, gradient: Matrix): void {
  const { rows, cols, data } = gradient;
  writeFileSync(out, npyBytes({ shape: [rows, cols], data }), { flag: "wx" });
}

function gradient(metric: Metric, { x, y, seed, out }: Extract<Question, { type: "gradient" }>): object {
  const [a, b] = [read(x), read(y)];
  let answer: object;
  try {
    const slope = metric.slope?.(a.x, b.x) ?? {
      value: metric.compare(a.x, b.x, contextOf(seed)),
      gradient: metric.gradient!(a.x, b.x),
    };
    write(out, slope.gradient);
    answer = valueAnswer(slope.value);
  } catch (thrown) {
    answer = thrownAnswer(thrown);
  }
  return changed(a) || changed(b) ? mutated : answer;
}

const end = (value: number): number | string => (Number.isFinite(value) ? value : `${value}`);

function greeting({ metric, expectedFailures }: Candidate): object {
  const { id, version, title, family, formula, cite, direction, unit, symmetric, axioms, invariances } =
    metric;
  const { minimumRows, cost, aliases, caveats, usesCorrespondence, heavy, engine, precision } = metric;
  const range = [end(metric.range[0]), end(metric.range[1])];
  return {
    protocol: PROTOCOL_VERSION,
    metric: {
      ...{
        id,
        version,
        title,
        family,
        formula,
        cite,
        direction,
        range,
        unit,
        symmetric,
        axioms,
        invariances,
      },
      ...{ minimumRows, cost, aliases, caveats, usesCorrespondence, heavy, engine, precision },
      expectedFailures,
    },
    can: metric.slope === undefined && metric.gradient === undefined ? [] : ["gradient"],
  };
}

let candidate: Candidate | undefined;

async function answerTo(question: Question): Promise<object> {
  switch (question.type) {
    case "hello": {
      const { loadCandidate } = await import("../check/load.ts");
      candidate = await loadCandidate(word);
      return greeting(candidate);
    }
    case "compare":
      return compare(candidate!.metric, question);
    case "gradient":
      return gradient(candidate!.metric, question);
    case "release":
      held = new Map();
      return { ok: true };
    case "shutdown":
      return process.exit(0);
    case "prepare":
    default:
      return { error: { code: "protocol/unknown-question", message: `there is no ${question.type}` } };
  }
}

/** A fault at the start is told as it is, with its code, so that an author sees the same sentence as without a runner. */
const refusal = (thrown: unknown): object => ({
  error: { code: codeOf(thrown), message: messageOf(thrown) },
});

let [text, turn]: [string, Promise<void>] = ["", Promise.resolve()];

async function obey(line: string): Promise<void> {
  const question = parse(line) as Question & { readonly id: number };
  try {
    say(question.id, await answerTo(question));
  } catch (thrown) {
    say(question.id, refusal(thrown));
  }
}

process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  text += chunk;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n")) {
    const line = text.slice(0, at);
    text = text.slice(at + 1);
    turn = turn.then(() => obey(line));
  }
});
process.stdin.on("end", () => void turn.then(() => process.exit(0)));
