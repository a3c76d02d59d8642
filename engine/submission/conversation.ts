import { type ChildProcess, spawn } from "node:child_process";
import { codeOf, messageOf } from "../../core/errors.ts";
import type { Outcome } from "../../core/outcome.ts";
import { failed } from "../../core/outcome.ts";
import type { Limits } from "./launch.ts";
import { lineReader } from "./lines.ts";
import { endGroup, firstToGo, groupBegins, residentBytes, signalGroup } from "./process-group.ts";
import { type Answer, brief, parseMessage, type Question, questionLine } from "./protocol.ts";

/** Why a process can be asked nothing more, as the outcome of what was being asked. */
export type Loss = Exclude<Outcome, { status: "ok" | "undefined" | "not-applicable" }>;

/** An answer, or why there will be none. */
export type Reply = { readonly answer: Answer } | { readonly loss: Loss };

/** How a process is started; the environment holds nothing but what is given. */
export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Limits;
}

/** A process that speaks the protocol. */
export interface Conversation {
  /**
   * Asks one question; the next may be asked when it is answered. Never rejects.
   *
   * @param seconds For the answer. @defaultValue the limit
   */
  ask(question: Question, seconds?: number): Promise<Reply>;
  /** Why nothing more can be asked, once that is so. */
  readonly loss: Loss | undefined;
  /** What the program printed elsewhere, its first and last lines. */
  readonly printed: string;
  /** Stops all processes of the group until `wake`, so that it does nothing unasked. */
  sleep(): void;
  wake(): void;
  /** Asks it to end, and ends it and its group. */
  close(): Promise<void>;
}

/** Milliseconds between two looks at the memory. */
const LOOK = 50;

/** Milliseconds that a program has to end by itself, and that its last words have to arrive. */
const FAREWELL = 1000;

/** Bytes that are kept of what a program prints, at its beginning and at its end. */
const KEPT = 2 ** 15;

/** Keeps the beginning and the end of a text of any length. */
function capped(): { add: (text: string) => void; readonly text: string } {
  let [head, tail, left] = ["", "", 0];
  return {
    add(text) {
      const room = KEPT - head.length;
      head += text.slice(0, room);
      tail += text.slice(room);
      if (tail.length > 2 * KEPT) {
        left += tail.length - KEPT;
        tail = tail.slice(-KEPT);
      }
    },
    get text() {
      return left === 0 ? head + tail : `${head}\n[… ${left} characters left out …]\n${tail}`;
    },
  };
}

const lastLine = (text: string): string => brief(text.trimEnd().split("\n").at(-1) ?? "");

const outOfTurn = (id: number, answered: number): Loss =>
  id <= answered
    ? failed("protocol/answered-twice", `question ${id} was answered twice`)
    : failed("protocol/unexpected-answer", `question ${id} was answered, which was not asked`);

interface Pending {
  readonly id: number;
  readonly settle: (reply: Reply) => void;
  readonly clock: NodeJS.Timeout;
}

/**
 * Starts a program and speaks the protocol with it. Whatever goes wrong is an outcome: `timeout` and `out-of-memory`
 * when it passes a limit (its group is ended by SIGKILL at once), `crashed` when it ends, `error protocol/…` when it
 * says what the protocol does not know.
 */
export function converse({ program, args, folder, environment, limits }: Start): Conversation {
  const child: ChildProcess = spawn(program, args, {
    cwd: folder,
    env: { ...environment },
    stdio: ["pipe", "pipe", "pipe"],
    // A group and session of its own: an interrupt of the terminal does not reach it, and SIGKILL reaches all of it.
    detached: true,
  });
  const group = child.pid;
  const printed = capped();
  let [asked, answered]: [number, number] = [0, -1];
  let pending: Pending | undefined;
  let loss: Loss | undefined;
  let leaving = false;
  let gone: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (gone = resolve));

  if (group !== undefined) {
    groupBegins(group);
    firstToGo(group);
  }

  const finish = (reply: Reply): void => {
    if (pending === undefined) return;
    clearTimeout(pending.clock);
    const { settle } = pending;
    pending = undefined;
    settle(reply);
  };

  /** The end of the conversation; the first reason counts. */
  const lose = (reason: Loss): void => {
    loss ??= reason;
    clearInterval(look);
    if (group !== undefined) endGroup(group);
    finish({ loss });
  };

  const look = setInterval(() => {
    if (pending === undefined || group === undefined) return;
    const bytes = residentBytes(group);
    if (bytes > limits.bytes) lose({ status: "out-of-memory", bytes: limits.bytes });
  }, LOOK);
  look.unref();

  const reader = lineReader((line) => {
    // A chunk may hold more after what ended the conversation.
    if (loss !== undefined) return;
    const message = parseMessage(line);
    if (message.kind === "remark") printed.add(`${message.text}\n`);
    else if (message.id === pending?.id) {
      answered = message.id;
      finish({ answer: message.answer });
    } else if (!leaving) lose(outOfTurn(message.id, answered));
  });
  child.stdout!.on("data", (chunk: Buffer) => {
    try {
      if (loss === undefined) reader.push(chunk);
    } catch (thrown) {
      lose(failed(codeOf(thrown), messageOf(thrown)));
    }
  });
  child.stderr!.on("data", (chunk: Buffer) => printed.add(chunk.toString("utf8")));
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream!.on("error", () => undefined);

  const onEnd = (how: string): void => {
    gone();
    // A process that left the group may hold them open.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream!.destroy();
    const said = leaving ? "" : lastLine(printed.text);
    lose({ status: "crashed", message: `its process ended with ${how}${said === "" ? "" : `: ${said}`}` });
  };
  child.on("error", (error) => onEnd(`an error at its start, ${error.message}`));
  child.on("exit", (code, signal) => {
    // What it started may hold its pipes open; with the group they close, and what was written before arrives.
    if (group !== undefined) endGroup(group);
    const how = signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;
    const late = setTimeout(() => onEnd(how), FAREWELL);
    child.once("close", () => {
      clearTimeout(late);
      onEnd(how);
    });
  });

  const ask = (question: Question, seconds: number = limits.seconds): Promise<Reply> =>
    new Promise((settle) => {
      if (loss !== undefined) {
        settle({ loss });
        return;
      }
      const id = asked++;
      const clock = setTimeout(() => lose({ status: "timeout", seconds }), 1000 * seconds);
      pending = { id, settle, clock };
      child.stdin!.write(questionLine(id, question));
    });

  return {
    ask,
    get loss() {
      return loss;
    },
    get printed() {
      return printed.text;
    },
    sleep() {
      if (loss === undefined && group !== undefined) signalGroup(group, "SIGSTOP");
    },
    wake() {
      if (loss === undefined && group !== undefined) signalGroup(group, "SIGCONT");
    },
    async close() {
      if (loss === undefined && !leaving) {
        leaving = true;
        if (group !== undefined) signalGroup(group, "SIGCONT");
        child.stdin!.end(questionLine(asked++, { type: "shutdown" }));
        const patience = setTimeout(() => {
          if (group !== undefined) endGroup(group);
        }, FAREWELL);
        await ended;
        clearTimeout(patience);
      }
      if (group !== undefined) endGroup(group);
    },
  };
}
