import type { Command } from "commander";
import { POLICIES, type Policy } from "../io/layout/layout.ts";
import type { ReadOptions } from "../io/open.ts";
import { integerOption, wordOption } from "./options.ts";

/** How files become matrices, as the command line says it. */
export interface ReadingOptions {
  readonly policy?: Policy;
  readonly channels?: "first" | "last";
  readonly trials?: number;
  readonly header?: boolean;
  readonly idColumn?: string;
}

/** Adds the flags that decide how files become matrices to a verb. */
export function addReadingOptions(command: Command): Command {
  return command
    .option(
      "--policy <policy>",
      `arrays with more axes than stimuli and units: ${POLICIES.join(", ")}`,
      wordOption("--policy", POLICIES),
    )
    .option(
      "--channels <place>",
      "where pool and positions find the channels: first (PyTorch) or last (TensorFlow)",
      wordOption("--channels", ["first", "last"] as const),
    )
    .option(
      "--trials <axis>",
      "the axis of repeated trials, from 0; they are averaged",
      integerOption("--trials"),
    )
    .option("--header", "the first row of a table holds names")
    .option("--no-header", "the first row of a table holds numbers")
    .option(
      "--id-column <name>",
      "the column of a table that names the stimuli: its name, or its number from 1",
    );
}

/** The flags as the readers take them. */
export function readOptionsOf({ policy, channels, trials, header, idColumn }: ReadingOptions): ReadOptions {
  const column = idColumn !== undefined && /^[0-9]+$/.test(idColumn) ? Number(idColumn) : idColumn;
  return { policy, channels, trials, header, idColumn: column };
}
