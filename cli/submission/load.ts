import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import type { Metric, MetricInfo } from "../../core/metric.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { arrayFolder } from "../../engine/submission/arrays.ts";
import { type Greeting, startClient } from "../../engine/submission/client.ts";
import type { Loss } from "../../engine/submission/conversation.ts";
import type { Confinement, Launch } from "../../engine/submission/launch.ts";
import { infoOf } from "../../engine/submission/metadata.ts";
import type { SubmittedMetric } from "../../engine/submission/spec.ts";
import { loadCandidate } from "../check/load.ts";
import { isSubmissionWord, type Source, sourceOf } from "./source.ts";

/** A metric that a word names, and which of its checks its author expects to fail. */
export interface Entrant {
  readonly metric: Metric | SubmittedMetric;
  readonly expectedFailures: Readonly<Record<string, string>>;
}

/** How submissions are kept. */
export interface Trust extends Confinement {
  /** What a sandbox shows besides what the words name. */
  readonly reads: readonly string[];
}

const LOADER = new URL(import.meta.url.replace(/submission\/load(\.[jt]s)$/, "check/load$1")).href;

/** What a program says of itself. */
async function greet(launch: Launch, confinement: Confinement, word: string): Promise<Greeting> {
  const arrays = arrayFolder();
  try {
    const client = await startClient(launch, confinement, arrays, codeIdentity().version);
    if ("compare" in client) {
      await client.close();
      return client.greeting;
    }
    throw refusal(client.loss, client.printed, word);
  } finally {
    arrays.remove();
  }
}

/** Lines of what a program printed that are shown where it did not start. */
const SHOWN = 8;

function refusal(loss: Loss, printed: string, word: string): EtalonError {
  // Etalon's own runner says which file it is about.
  if (loss.status === "error" && !loss.code.startsWith("protocol/"))
    return new EtalonError(loss.code, loss.message);
  const said = printed.trim().split("\n").slice(-SHOWN).join("\n  ");
  const code = loss.status === "error" ? loss.code : "check/cannot-start";
  return new EtalonError(
    code,
    `${word}: ${sentenceOf(loss)}${said === "" ? "" : `; it printed:\n  ${said}`}`,
  );
}

function sentenceOf(loss: Loss): string {
  switch (loss.status) {
    case "timeout":
      return `it did not say what it is within ${loss.seconds} s`;
    case "out-of-memory":
      return `it took more than ${loss.bytes} bytes to start`;
    case "crashed":
    case "error":
      return loss.message;
  }
}

/** A module that runs in Etalon's own processes; they load it by themselves. */
async function inside(source: Source, word: string): Promise<Entrant> {
  const { metric, expectedFailures } = await loadCandidate(word);
  const plain = Object.entries(metric).filter(([, value]) => typeof value !== "function");
  const info = Object.fromEntries(plain) as unknown as MetricInfo;
  const { kind, hash } = source;
  return {
    metric: {
      ...info,
      submission: { kind, hash, isolation: "none" },
      spec: { inside: { loader: LOADER, word } },
    },
    expectedFailures,
  };
}

/**
 * The metric that a word names: an id of the catalogue, or something handed in, which is asked what it is.
 *
 * @throws EtalonError `metric/unknown`, `check/…`, `io/…`, `protocol/…`, `isolation/no-sandbox`.
 */
export async function loadEntrant(word: string, { isolation, limits, reads }: Trust): Promise<Entrant> {
  if (!isSubmissionWord(word)) return loadCandidate(word);
  const source = sourceOf(word);
  if (isolation === "none" && source.module !== undefined) return inside(source, source.module);
  const more = reads.map((file) => path.resolve(file));
  const launch = { ...source.launch, reads: [...source.launch.reads, ...more] };
  const confinement = { isolation, limits };
  const greeting = await greet(launch, confinement, word);
  const { metadata, abilities } = greeting;
  const { kind, hash } = source;
  return {
    metric: {
      ...infoOf(metadata, abilities.includes("gradient")),
      submission: { kind, hash, isolation },
      spec: { launch, confinement, greeting, etalon: codeIdentity().version },
    },
    expectedFailures: metadata.expectedFailures ?? {},
  };
}
