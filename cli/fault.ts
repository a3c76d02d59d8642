import { CommanderError } from "commander";
import { codeOf, messageOf } from "../core/errors.ts";
import { EXIT } from "./exit-codes.ts";
import { Interrupted } from "./interrupt.ts";
import type { Terminal } from "./terminal.ts";

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, " ");

/** `commander.unknownOption` as `usage/unknown-option`. */
const usageCode = (code: string): string =>
  code.replace(/^commander\./, "usage/").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Says what went wrong in one line, `etalon: message [code]`, without a stack: with `ETALON_DEBUG` set the stack
 * follows.
 *
 * @returns The exit code.
 */
export function reportFault(thrown: unknown, terminal: Terminal): number {
  if (thrown instanceof Interrupted) {
    terminal.tell(`etalon: ${thrown.message}`);
    return EXIT.interrupted;
  }
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return EXIT.ok;
    // Help was printed instead of a message.
    if (thrown.code === "commander.help") return EXIT.fault;
    const message = oneLine(thrown.message.replace(/^error: /, "")).replace("(Did you mean", "(did you mean");
    terminal.tell(`etalon: ${message} [${usageCode(thrown.code)}]`);
    return EXIT.fault;
  }
  terminal.tell(`etalon: ${oneLine(messageOf(thrown))} [${codeOf(thrown)}]`);
  if (process.env["ETALON_DEBUG"] && thrown instanceof Error) terminal.tell(thrown.stack ?? "no stack");
  return EXIT.fault;
}
