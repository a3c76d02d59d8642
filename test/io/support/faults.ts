import { expect } from "vitest";
import { EtalonError } from "../../../core/errors.ts";

/** What an action throws, at once or later; fails where it throws nothing. */
export async function thrownBy(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return expect.unreachable("nothing was thrown");
}

/**
 * Expects an error as the user sees it: one line that begins with the file, with this code, this text, and the remedy.
 */
export async function expectFault(
  action: () => unknown,
  file: string,
  code: string,
  message: RegExp | string,
): Promise<void> {
  const error = await thrownBy(action);
  expect(error).toBeInstanceOf(EtalonError);
  const fault = error as EtalonError;
  expect([fault.code, fault.message]).toEqual([
    code,
    message instanceof RegExp ? expect.stringMatching(message) : expect.stringContaining(message),
  ]);
  expect(fault.message.startsWith(file)).toBe(true);
  expect(fault.message).not.toMatch(/\p{Cc}/u);
  expect(fault.remedy ?? "").not.toBe("");
}
