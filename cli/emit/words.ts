import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { loaderFor } from "../../engine/host/worker-process.ts";

/** Options of a verb that a command elsewhere must be given, too, as the words in which they were given here. */
export function givenWords(command: Command, names: readonly string[]): string[] {
  return command.options.flatMap((option) => {
    const attribute = option.attributeName();
    if (!names.includes(attribute) || command.getOptionValueSource(attribute) !== "cli") return [];
    const value: unknown = command.getOptionValue(attribute);
    const flag = option.long!;
    if (value === true) return [flag];
    // With its sign of equality, a value may begin with a dash.
    return (Array.isArray(value) ? value : [value]).map((one) => `${flag}=${String(one)}`);
  });
}

/** The words that call this Etalon from another process of the same machine, or of one that sees the same files. */
export function thisEtalon(): string[] {
  const here = fileURLToPath(import.meta.url);
  const main = here.replace(/emit([\\/])words(\.[jt]s)$/, "main$2");
  return [process.execPath, ...loaderFor(main), main];
}
