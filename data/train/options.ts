import { EtalonError } from "../../core/errors.ts";

/**
 * The whole number that a flag was given.
 *
 * @throws EtalonError `zoo/option` when it is not one or is below `least`.
 */
export function wholeNumber(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(value) || value < least) {
    throw new EtalonError(
      "zoo/option",
      `npm run zoo: --${flag} must be a whole number of at least ${least}`,
      {
        got: text,
      },
    );
  }
  return value;
}
