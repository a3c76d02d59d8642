import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { inspect, isDeepStrictEqual } from "node:util";
import { EtalonError, messageOf } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { failed } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { type ArrayFolder, readMatrix } from "./arrays.ts";
import { converse, type Conversation, type Loss, type Reply } from "./conversation.ts";
import { submissionEnvironment } from "./environment.ts";
import type { Confinement, Launch } from "./launch.ts";
import { type Metadata, parseMetadata } from "./metadata.ts";
import { ABILITIES, type Ability, type ArrayFile, brief, PROTOCOL_VERSION } from "./protocol.ts";
import { sandboxed } from "./sandbox.ts";
import { scratchFolder } from "./scratch.ts";

/** What a program says of itself. */
export interface Greeting {
  readonly metadata: Metadata;
  readonly abilities: readonly Ability[];
}

/** A running program that has said what it is. */
export interface Client {
  readonly greeting: Greeting;
  prepare(x: Representation): Promise<Reply>;
  compare(x: Representation, y: Representation, seed: string): Promise<Reply>;
  /** The answer is that of `compare`; the matrix is there if a sound one was written. */
  gradient(
    x: Representation,
    y: Representation,
    seed: string,
  ): Promise<{ readonly reply: Reply; readonly gradient?: Matrix; readonly fault?: string }>;
  /** Tells it that the arrays so far are gone. What it has said before that has then been read. */
  release(): Promise<Reply>;
  readonly loss: Loss | undefined;
  readonly printed: string;
  sleep(): void;
  wake(): void;
  close(): Promise<void>;
}

/** Seconds that a program has to start, at least: loading libraries is no part of a comparison. */
const START = 60;

/** What Etalon's own runner says of a module that it cannot use. */
const REFUSALS = /^(check|io|metric|tensors)\/[a-z-]+$/;

function readGreeting(reply: Reply): Greeting | Loss {
  if ("loss" in reply) return reply.loss;
  const { answer } = reply;
  if (answer.kind === "error") {
    const code = REFUSALS.test(answer.code) ? answer.code : "protocol/refused";
    return failed(code, brief(answer.message, 500));
  }
  if (answer.kind !== "greeting") {
    return failed("protocol/bad-message", "it answered hello without saying what its metric is");
  }
  if (answer.protocol !== PROTOCOL_VERSION) {
    const got = brief(inspect(answer.protocol), 40);
    return failed("protocol/version", `it speaks protocol ${got}, and this is ${PROTOCOL_VERSION}`);
  }
  try {
    return {
      metadata: parseMetadata(answer.metric),
      abilities: ABILITIES.filter((ability) => answer.can.includes(ability)),
    };
  } catch (thrown) {
    if (thrown instanceof EtalonError) return failed(thrown.code, thrown.message);
    throw thrown;
  }
}

/** Where a program runs, and what starts it there. */
function surroundings(
  launch: Launch,
  { isolation, limits }: Confinement,
  arrays: ArrayFolder,
): { readonly folder: string; readonly talk: Conversation } {
  const folder = scratchFolder("home");
  mkdirSync(path.join(folder, "out"));
  if (isolation === "none") {
    const environment = { ...process.env } as Record<string, string>;
    return { folder, talk: converse({ ...launch, folder: process.cwd(), environment, limits }) };
  }
  const environment = submissionEnvironment(launch.program, folder);
  const { program, args } =
    isolation === "sandbox" ? sandboxed(launch, folder, arrays.folder, environment) : launch;
  return { folder, talk: converse({ program, args, folder, environment, limits }) };
}

/**
 * Starts a program, exchanges greetings, and gives what can be asked of it.
 *
 * @param arrays Where it finds what it is asked about.
 * @returns the loss in place of a client that did not come about.
 * @throws EtalonError `isolation/no-sandbox`.
 */
export async function startClient(
  launch: Launch,
  confinement: Confinement,
  arrays: ArrayFolder,
  etalon: string,
): Promise<Client | { readonly loss: Loss; readonly printed: string }> {
  const { folder, talk } = surroundings(launch, confinement, arrays);
  const close = async (): Promise<void> => {
    await talk.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const hello = { type: "hello", protocol: PROTOCOL_VERSION, etalon } as const;
  const greeting = readGreeting(await talk.ask(hello, Math.max(START, confinement.limits.seconds)));
  if ("status" in greeting) {
    await close();
    return { loss: greeting, printed: talk.printed };
  }
  const files = (x: Representation, y: Representation): { x: ArrayFile; y: ArrayFile } => ({
    x: arrays.fileOf(x),
    y: arrays.fileOf(y),
  });
  return {
    greeting,
    prepare: (x) => talk.ask({ type: "prepare", x: arrays.fileOf(x) }),
    compare: (x, y, seed) => talk.ask({ type: "compare", ...files(x, y), seed }),
    async gradient(x, y, seed) {
      const out = path.join(folder, "out", `${randomBytes(12).toString("hex")}.npy`);
      const reply = await talk.ask({ type: "gradient", ...files(x, y), seed, out });
      if ("loss" in reply || reply.answer.kind !== "value") return { reply };
      try {
        return { reply, gradient: readMatrix(out, y.n, y.p) };
      } catch (thrown) {
        return { reply, fault: brief(messageOf(thrown)) };
      } finally {
        rmSync(out, { recursive: true, force: true });
      }
    },
    release: () => talk.ask({ type: "release" }),
    get loss() {
      return talk.loss;
    },
    get printed() {
      return talk.printed;
    },
    sleep: () => talk.sleep(),
    wake: () => talk.wake(),
    close,
  };
}

/** Whether two programs say the same of themselves. */
export const sameGreeting = (a: Greeting, b: Greeting): boolean =>
  isDeepStrictEqual([a.metadata, a.abilities], [b.metadata, b.abilities]);
