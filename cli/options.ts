import { EtalonError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";

/** Readers of option values; commander hands their errors on as they are. */

/** @throws EtalonError `usage/bad-value` for anything but an integer from `minimum` on. */
export function integerOption(
  name: string,
  minimum: number = Number.MIN_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[-+]?\d+$/.test(text) && Number.isSafeInteger(value) && value >= minimum) return value;
    const from = minimum === Number.MIN_SAFE_INTEGER ? "" : ` from ${minimum} on`;
    throw new EtalonError("usage/bad-value", `${name} must be an integer${from}`, { got: `"${text}"` });
  };
}

/** @throws EtalonError `usage/bad-value` with the nearest word for anything but one of the words. */
export function wordOption<const T extends string>(name: string, words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    const near = nearest(text, words);
    throw new EtalonError("usage/bad-value", `${name} must be ${words.join(", ")}`, {
      got: `"${text}"`,
      ...(near === undefined ? {} : { remedy: `did you mean "${near}"?` }),
    });
  };
}

/** @throws EtalonError `usage/bad-value` for anything but a number from 0 on. */
export function positiveOption(name: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
    throw new EtalonError("usage/bad-value", `${name} must be a number from 0 on`, { got: `"${text}"` });
  };
}
