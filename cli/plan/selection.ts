import type { Command } from "commander";
import { EtalonError } from "../../core/errors.ts";
import { type PlanFile, readPlanFile, type Selection } from "../../engine/plan-file.ts";
import type { SelectionOptions } from "../run-selection.ts";

/** The flags of a selection as a plan keeps them. */
export function selectionOf(options: SelectionOptions): Selection {
  const { profile, seed, metrics, suites, networks, metric, isolate, timeLimit, memoryLimit, sandboxRead } =
    options;
  return {
    profile,
    seed,
    ...(metrics === undefined ? {} : { metrics }),
    ...(suites === undefined ? {} : { suites }),
    ...(networks === undefined ? {} : { networks }),
    metric: [...metric],
    isolate,
    timeLimit,
    memoryLimit,
    sandboxRead: [...sandboxRead],
  };
}

const ATTRIBUTES: readonly (keyof Selection)[] = [
  "profile",
  "seed",
  "metrics",
  "suites",
  "networks",
  "metric",
  "isolate",
  "timeLimit",
  "memoryLimit",
  "sandboxRead",
];

/** A plan that was named, and the options with its selection in place of their own. */
export interface Planned<T> {
  readonly plan: PlanFile | undefined;
  readonly options: T;
}

/**
 * Takes the selection of the plan that `--plan` names, if there is one.
 *
 * @throws EtalonError `usage/plan-and-selection` where flags select something, too; those of reading a plan.
 */
export function withPlan<T extends SelectionOptions & { readonly plan?: string }>(
  options: T,
  command: Command,
): Planned<T> {
  if (options.plan === undefined) return { plan: undefined, options };
  const given = ATTRIBUTES.find((name) => command.getOptionValueSource(name) === "cli");
  if (given !== undefined) {
    const { long } = command.options.find((one) => one.attributeName() === given) ?? {};
    throw new EtalonError("usage/plan-and-selection", "the plan says what is run", {
      got: `${long ?? given} beside --plan`,
      remedy: "leave the flag away, or make another plan with it",
    });
  }
  const plan = readPlanFile(options.plan);
  // What a plan does not speak of is left at "all", and not at what a configuration says.
  const nothing = { metrics: undefined, suites: undefined, networks: undefined };
  return { plan, options: { ...options, ...nothing, ...plan.selection } };
}
