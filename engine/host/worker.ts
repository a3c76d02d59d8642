import { codeOf, messageOf } from "../../core/errors.ts";
import { backend } from "../../linalg/index.ts";
import { setDerivedBudget } from "../../representation/derived.ts";
import type { CatalogueLoader } from "../catalogue.ts";
import type { Answer } from "../execute.ts";
import type { Notice, OpenMessage, Order } from "./messages.ts";
import { onGroups } from "../submission/process-group.ts";
import { type Session, session } from "./session.ts";

/**
 * The entry of a worker process: loads a catalogue, then executes one batch after the other and reports each answer.
 * It ends with its parent.
 */

/** Resolves when the message is on its way; the pause lets a lost parent be noticed between two answers. */
const notify = (notice: Notice): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined || !process.connected) process.exit(1);
    process.send(notice, undefined, {}, () => resolve());
  });

/** Answers that come quicker than this, in milliseconds, are sent together: a message costs more than many an answer. */
const TOGETHER = 50;

/** Sends answers on: at once after a long one, else several in one message. What it has must be sent in the end. */
function outbox(): { add: (answer: Answer) => Promise<void> | void; send: () => Promise<void> } {
  let [waiting, sentAt]: [Answer[], number] = [[], performance.now()];
  const send = async (): Promise<void> => {
    const answers = waiting;
    [waiting, sentAt] = [[], performance.now()];
    if (answers.length > 0) await notify({ type: "answers", answers });
  };
  return {
    add: (answer) => {
      waiting.push(answer);
      return performance.now() - sentAt < TOGETHER ? undefined : send();
    },
    send,
  };
}

async function open(order: OpenMessage): Promise<Session> {
  setDerivedBudget(order.budget);
  const module = (await import(order.catalogue)) as { loadCatalogue: CatalogueLoader };
  const opened = session(await module.loadCatalogue(order), order);
  const { name, description } = backend();
  await notify({ type: "ready", backend: { name, description } });
  return opened;
}

let opened: Promise<Session> | undefined;

async function obey(order: Order): Promise<void> {
  if (order.type === "open") {
    opened = open(order);
    await opened;
    return;
  }
  const session = await opened;
  if (session === undefined) throw new Error("a batch came before the catalogue");
  const { add, send } = outbox();
  await session.execute(order, add);
  await send();
  await notify({ type: "done" });
}

onGroups((group, begins) => void notify({ type: "group", group, begins }));

// A terminal sends its interrupt to the whole group of processes, and so does a batch system: the parent decides when a
// worker ends. It ends with its parent in any case.
for (const signal of ["SIGINT", "SIGTERM", "SIGUSR1"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit(0));
process.on("message", (order: Order) => {
  obey(order).catch((thrown: unknown) =>
    notify({ type: "fault", code: codeOf(thrown), message: messageOf(thrown) }),
  );
});
